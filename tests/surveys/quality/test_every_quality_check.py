"""Every check is found by itself, named by its id, has a good and a bad case, a sentence and a place in the docs."""

import re
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("scipy")

import mtm.surveys.quality
from mtm.kit.messages import sentence, templates
from mtm.surveys.quality import NOT_CHECKS, checks, run, settled
from surveys.quality.cases import CASES

SHELF = Path(mtm.surveys.quality.__file__).parent
LOCALES = SHELF.parents[1] / "locales"
PAGE = (SHELF.parents[3] / "docs" / "reference" / "survey-checks.md").read_text(encoding="utf-8")
IDS = sorted(p.stem for p in SHELF.glob("*.py") if p.stem != "__init__" and p.stem not in NOT_CHECKS)


def found_in(check, context):
    own = settled(context.settings, context.name)[check]
    return list(checks()[check].check(context.set_to(own)))


def rules_of(check):
    """The rules that a check's file mentions (its id, also with a suffix)."""
    text = (SHELF / f"{check}.py").read_text(encoding="utf-8")
    found = set(re.findall(rf'"({check}(?:_[a-z]+)*)"', text))
    if check == "targets":
        found |= {f"targets_{kind}_{way}" for kind in ("site", "stratum") for way in ("short", "over")}
    return sorted(found)


def test_every_file_of_the_shelf_is_a_check_with_cases():
    assert sorted(checks()) == IDS == sorted(CASES)


@pytest.mark.parametrize("check", IDS)
def test_a_check_stays_silent_on_its_good_case_and_speaks_on_its_bad_one(check):
    passes, fails = CASES[check]

    assert found_in(check, passes()) == []
    found = found_in(check, fails())
    assert found
    assert all(f.rule == check or f.rule.startswith(f"{check}_") for f in found)


@pytest.mark.parametrize("check", IDS)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_finding_has_a_complete_sentence_and_a_place(check, language):
    for finding in found_in(check, CASES[check][1]()):
        assert "{" not in str(sentence(finding, language))
        assert finding.places[0].cell


@pytest.mark.parametrize("check", IDS)
def test_every_rule_has_a_message_and_a_remedy_in_three_languages_and_a_line_in_the_docs(check):
    assert rules_of(check)
    for rule in rules_of(check):
        assert all(set(templates(language)[rule]) == {"message", "remedy"} for language in ("en", "ru", "kk"))
        assert f"| `{rule}` |" in PAGE
    assert f"## {check}\n" in PAGE


@pytest.mark.parametrize("check", IDS)
def test_every_setting_is_documented_with_its_default(check):
    section = PAGE.partition(f"## {check}\n")[2].partition("\n## ")[0]

    for name, default in checks()[check].SETTINGS.items():
        assert f"`{name}` {default}" in section.replace("\n", " ")


def test_no_message_is_left_without_a_check():
    text = (LOCALES / "en" / "findings" / "quality.yml").read_text(encoding="utf-8")
    rules = set(re.findall(r"^(\w+):", text, re.MULTILINE)) - {"quality_list_cut"}

    assert rules == {rule for check in IDS for rule in rules_of(check)}


def test_rules_of_survey_checks_are_no_rules_of_other_rooms():
    others = [p for p in (LOCALES / "en" / "findings").glob("*.yml") if p.stem != "quality"]
    known = {r for p in others for r in re.findall(r"^(\w+):", p.read_text(encoding="utf-8"), re.MULTILINE)}

    assert known & {rule for check in IDS for rule in rules_of(check)} == set()


def test_all_checks_together_give_sorted_findings_each_once_and_always_the_same():
    found = run(CASES["outside_plan"][1]())

    assert len(set(found)) == len(found) > 0
    assert list(found) == sorted(found, key=lambda f: f.sort_key)
    assert run(CASES["outside_plan"][1]()) == found
