"""A real published report, judged by people claim by claim, is audited to the same verdicts.

The report's text is not part of the project; these tests are skipped where it is absent.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from mtm.audit import AuditResult, audit

FOLDER = Path(__file__).parents[3] / "shared" / "audit"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the audited report is kept outside the project")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def _result() -> AuditResult:
    return audit([FOLDER / "kazakhstan-2023Q4.txt"])


def _truth() -> list[dict[str, str]]:
    lines = {row["id"]: int(row["line"]) for row in _rows("claims.csv")}
    return [{**row, "line": str(lines.get(row["id"], 0))} for row in _rows("truth.csv")]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _plain(text: str) -> str:
    found = _NUMBER.search(text.replace("−", "-"))
    return found[0].replace(",", "") if found else text.strip().lower()


def _flagged(kinds: tuple[str, ...]) -> set[tuple[int, str]]:
    return {(p.where, _plain(p.text)) for f in _result().findings if f.kind in kinds for p in f.places}


def test_every_certain_cause_is_found_as_an_error() -> None:
    flagged = _flagged(("error",))
    roots = {row["root"] for row in _truth() if row["class"] == "E1"}
    found = {
        row["root"]
        for row in _truth()
        if row["class"] == "E1" and (int(row["line"]), _plain(row["printed"])) in flagged
    }
    assert len(roots) == 14
    assert found == roots


def test_every_likely_cause_is_found_as_likely() -> None:
    flagged = _flagged(("likely",)) | {(line, "8") for line, text in _flagged(("likely",)) if text == "eight"}
    found = {
        row["root"]
        for row in _truth()
        if row["class"] == "E2" and (int(row["line"]), _plain(row["printed"])) in flagged
    }
    assert found == {row["root"] for row in _truth() if row["class"] == "E2"}
    assert len(found) == 3


def test_dates_signs_marks_and_periods_for_a_person_to_look_at_are_listed_apart() -> None:
    """Six of the eight; that Kyrgyzstan is stressed (R20) and that "more" has no comparison (R21) is not seen."""
    lines = {line for line, _ in _flagged(("editorial",))}
    found = {row["root"] for row in _truth() if row["class"] == "E3" and int(row["line"]) in lines}
    assert found >= {"R17", "R18", "R19", "R22", "R23", "R24"}
    assert sum(f.kind == "editorial" for f in _result().findings) == 7


def test_every_place_of_a_certain_cause_is_named() -> None:
    flagged = _flagged(("error",))
    missed = [r["id"] for r in _truth() if r["class"] == "E1" and not _hit(r, flagged)]
    assert missed == []


def _hit(row: dict[str, str], flagged: set[tuple[int, str]]) -> bool:
    words = [_plain(row["printed"]), *row["printed"].lower().split()]
    return any((int(row["line"]), word) in flagged for word in words)


def test_no_consistent_claim_is_called_wrong() -> None:
    """Numbers that stand twice in one line, once rightly and once wrongly, are left out."""
    truth = _truth()
    wrong = {(r["line"], _plain(r["printed"])) for r in truth if r["class"] in ("E1", "E2")}
    consistent = [r for r in truth if r["verdict"] == "consistent" and (r["line"], _plain(r["printed"])) not in wrong]
    flagged = _flagged(("error", "likely"))
    assert len(consistent) > 190
    assert [r["id"] for r in consistent if _NUMBER.search(r["printed"]) and _hit(r, flagged)] == []


def test_no_finding_stands_where_the_truth_has_no_error() -> None:
    wrong = {int(r["line"]) for r in _truth() if r["class"] in ("E1", "E2")}
    assert {line for line, _ in _flagged(("error", "likely"))} <= wrong


def test_repeats_of_one_cause_are_one_finding() -> None:
    # +48.4% stands in the key findings, in the table and in the text below it
    [found] = [f for f in _result().findings if f.printed == "+48.4%"]
    assert len(found.places) == 3
    assert (found.mechanism, found.expected) == ("later_base", "+93.8%")


def test_the_mistyped_amount_is_named_with_its_repair() -> None:
    [found] = [f for f in _result().findings if f.printed == "55.8"]
    assert (found.kind, found.repair) == ("likely", "65.8")


def test_the_text_between_the_offsets_is_the_text_of_the_place() -> None:
    lines = (FOLDER / "kazakhstan-2023Q4.txt").read_text(encoding="utf-8").split("\n")
    places = [p for f in _result().findings for p in (*f.places, *f.operands)]
    assert len(places) > 60
    assert all(lines[p.where - 1][p.start : p.end] == p.text for p in places)


def test_coverage_counts_what_was_checked_and_why_the_rest_was_not() -> None:
    coverage = _result().coverage
    assert coverage.checked + sum(coverage.unchecked.values()) == coverage.claims
    assert coverage.checked > 160
