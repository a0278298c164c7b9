"""Every check is found by itself, named by its id, has a good and a bad case, a sentence and a place in the docs."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import mtm.checks
from mtm.checks import NOT_CHECKS, checks, run
from mtm.kit.messages import sentence, templates
from mtm.model.finding import Severity

HERE = Path(__file__).parent
SHELF = Path(mtm.checks.__file__).parent
PAGE = (HERE.parents[1] / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
IDS = sorted(p.stem for p in SHELF.glob("*.py") if p.stem != "__init__" and p.stem not in NOT_CHECKS)


def rules_of(check: str) -> list[str]:
    """The rules that a check's file mentions (its id, also with a suffix), and those of its bad case."""
    text = (SHELF / f"{check}.py").read_text(encoding="utf-8")
    found = {f.rule for f in checks()[check](import_module(f"test_{check}").FAILS)}
    return sorted(found | set(re.findall(rf'"({check}(?:_[a-z]+)*)"', text)))


def test_every_file_of_the_shelf_is_a_check() -> None:
    assert sorted(checks()) == IDS


@pytest.mark.parametrize("check", IDS)
def test_a_check_stays_silent_on_its_good_case_and_speaks_on_its_bad_one(check: str) -> None:
    cases = import_module(f"test_{check}")

    assert list(checks()[check](cases.PASSES)) == []
    found = list(checks()[check](cases.FAILS))
    assert found
    assert all(f.rule == check or f.rule.startswith(f"{check}_") for f in found)


@pytest.mark.parametrize("check", IDS)
def test_every_finding_has_a_complete_sentence_a_severity_and_a_place(check: str) -> None:
    cases = import_module(f"test_{check}")

    for finding in checks()[check](cases.FAILS):
        words = str(sentence(finding, names=cases.FAILS.sources))
        assert "{" not in words
        assert finding.severity in Severity.ORDER
        assert finding.places


@pytest.mark.parametrize("check", IDS)
def test_every_rule_has_a_message_a_remedy_and_a_line_in_the_docs(check: str) -> None:
    known = templates("en")

    for rule in rules_of(check):
        assert set(known[rule]) == {"message", "remedy"}
        assert f"| `{rule}` |" in PAGE
    assert f"## {check}\n" in PAGE


def test_no_message_is_left_without_a_check() -> None:
    text = (SHELF.parents[0] / "locales" / "en" / "findings" / "checks.yml").read_text(encoding="utf-8")
    rules = re.findall(r"^(\w+):", text, re.MULTILINE)

    assert [r for r in rules if not any(r == i or r.startswith(f"{i}_") for i in IDS)] == []


def test_all_checks_together_give_sorted_findings_each_once_and_always_the_same() -> None:
    from test_parts_total import FAILS

    found = run(FAILS)

    assert len(set(found)) == len(found)
    assert list(found) == sorted(found, key=lambda f: f.sort_key)
    assert run(FAILS) == found
