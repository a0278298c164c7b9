"""Whole reports that no template wrote are audited clean in four formats, and with one error at a time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.audit.freeform_measure import alarms, altered, audited, errors, reports, verdicts
from tests.audit.freeform_rendering import FORMATS

# Share of the injected errors that the auditor finds today, in per cent; raised when rules learn, never lowered.
FLOOR = 67
# Of the held-out reports only their form is tested, never what the auditor finds in them.
HELDOUT = Path(__file__).parents[2] / "benchmarks" / "audit_heldout" / "freeform"


def _named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", reports(), ids=_named)
def test_a_correct_report_raises_no_alarm(path: Path, form: str) -> None:
    found = alarms(audited(path.read_text(encoding="utf-8"), form))
    assert [(f.rule, f.message) for f in found] == []


@pytest.mark.parametrize("path", reports(), ids=_named)
def test_a_report_reads_the_same_number_of_claims_in_html_as_in_markdown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert audited(text, "html").coverage.claims == pytest.approx(audited(text, "md").coverage.claims, rel=0.1)


def test_the_known_errors_are_found_at_least_as_often_as_before() -> None:
    seen = Counter(verdict for _, verdict in verdicts())
    assert seen.total() >= 256
    assert 100 * (seen["named"] + seen["found"]) >= FLOOR * seen.total()


@pytest.mark.parametrize("path", [*reports(), *reports(HELDOUT)], ids=_named)
def test_every_known_error_alters_one_place_of_its_report(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for error in errors(path):
        assert text.count(error.right) == 1
        wrong, line, start, end = altered(text, error)
        assert wrong != text
        assert wrong.splitlines()[line - 1][start:end] in error.wrong
