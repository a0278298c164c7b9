"""Whole reports that no template wrote are audited clean in four formats, and with one error at a time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.audit.freeform_measure import alarms, altered, audited, errors, reports, verdicts
from tests.audit.freeform_rendering import FORMATS

# Reports of writers who had read no rule and no phrase of the auditor; found by a first run: 39 of 98.
BLIND = ("en_baseline", "kk_border", "kk_express", "kk_police", "kk_students", "ru_nationalbank", "ru_quota")
# Of a second such writer; found by a first run: 25 of 112.
BLIND_SECOND = (
    "en_flow_monitoring",
    "en_net_migration",
    "en_refugee_update",
    "en_returnee_survey",
    "ru_border_july",
    "ru_quota_note",
    "ru_remittance_review",
    "ru_visitors_year",
)
# Of a third such writer, kept sealed for a while; found by a first run: 27 of 108, by the rules of a session later: 42.
BLIND_THIRD = (
    "en_clearances",
    "en_inbound_tourism",
    "en_mixed_movements",
    "kk_internal_migration",
    "kk_resettlement",
    "kk_transfers_review",
    "ru_demographic_situation",
    "ru_foreign_workers",
    "ru_returnee_monitoring",
)
# Of a fourth such writer, opened at once; found by a first run: 38 of 96, with five false alarms.
BLIND_NOTES = (
    "en_annex_tables",
    "en_baseline_sites",
    "en_border_quarter",
    "en_questions_answers",
    "kk_asylum_note",
    "kk_infographic",
    "kk_internal_regions",
    "kk_students_abroad",
    "ru_census_chapter",
    "ru_minister_note",
    "ru_permits_review",
    "ru_transfers_note",
)
# Of the same writer, held back for a session and opened at its end; found by a first run: 47 of 96, with two false
# alarms; by the rules that the other twelve had taught: 50, with the same two; when these were mended: 49, with none.
BLIND_HELD = (
    "en_asylum_statelessness",
    "en_labour_permits",
    "en_remittances_note",
    "en_students_abroad",
    "kk_annex_tables",
    "kk_census_chapter",
    "kk_minister_brief",
    "kk_press_conference",
    "ru_baseline_idp",
    "ru_border_quarter",
    "ru_infographic",
    "ru_internal_regions",
)
# Of a sixth such writer; found by a first run: 48 of 108, with seven false alarms; by the rules of two hours later: 50.
BLIND_BUREAU = (
    "en_kesh_remittances",
    "en_tarsan_displacement",
    "en_velmora_release",
    "kk_aqsha_audarymdary",
    "kk_oblys_koshi_qon",
    "kk_su_tasqyny",
    "ru_border_halfyear",
    "ru_foreign_labour_brief",
    "ru_talmar_migration",
)
# Share of the injected errors that the auditor finds today, in per cent; raised when rules learn, never lowered.
FLOOR = 87
# Of a sixth such writer, sealed for a session; found by a first run: 53 of 108 by the rules of before it, 59 after,
# with four false alarms in two reports.
BLIND_MINISTRY = (
    "en_asylum_citizenship",
    "en_flood_displacement",
    "en_work_permits",
    "kk_azamattyq",
    "kk_bilim_utqyrlygy",
    "kk_zhumys_ruqsaty",
    "ru_opros_vernuvshikhsya",
    "ru_punkty_propuska",
    "ru_trudovye_perevody",
)
BLIND_FLOOR = 76
BLIND_SECOND_FLOOR = 69
BLIND_THIRD_FLOOR = 56
BLIND_NOTES_FLOOR = 59
BLIND_HELD_FLOOR = 48
BLIND_BUREAU_FLOOR = 44
BLIND_MINISTRY_FLOOR = 54
# What the auditor is wrong about in a correct report; a mark goes when its alarm does.
ALARMS: dict[str, str] = {
    "en_students_abroad.pdf": "a number of a list's line beside its order number",
    "ru_baseline_idp.pdf": "a share of July at a line's end",
}
# Of the held-out reports only their form is tested, never what the auditor finds in them.
HELDOUT = Path(__file__).parents[2] / "benchmarks" / "audit_heldout" / "freeform"


def _named(path: Path) -> str:
    return path.stem


def _known_alarm(path: Path, form: str) -> list[pytest.MarkDecorator]:
    reason = ALARMS.get(f"{path.stem}.{form}")
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


@pytest.mark.parametrize(
    ("path", "form"),
    [pytest.param(p, f, id=f"{p.stem}-{f}", marks=_known_alarm(p, f)) for p in reports() for f in FORMATS],
)
def test_a_correct_report_raises_no_alarm(path: Path, form: str) -> None:
    found = alarms(audited(path.read_text(encoding="utf-8"), form))
    assert [(f.rule, f.message) for f in found] == []


@pytest.mark.parametrize("path", reports(), ids=_named)
def test_a_report_reads_the_same_number_of_claims_in_html_as_in_markdown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert audited(text, "html").coverage.claims == pytest.approx(audited(text, "md").coverage.claims, rel=0.1)


def test_the_known_errors_are_found_at_least_as_often_as_before() -> None:
    writer = {
        name: batch
        for batch in (BLIND, BLIND_SECOND, BLIND_THIRD, BLIND_NOTES, BLIND_HELD, BLIND_BUREAU, BLIND_MINISTRY)
        for name in batch
    }
    seen = Counter((writer.get(error.report, ()), verdict != "missed") for error, verdict in verdicts())
    for names, errors_at_least, floor in (
        ((), 256, FLOOR),
        (BLIND, 98, BLIND_FLOOR),
        (BLIND_SECOND, 112, BLIND_SECOND_FLOOR),
        (BLIND_THIRD, 108, BLIND_THIRD_FLOOR),
        (BLIND_NOTES, 96, BLIND_NOTES_FLOOR),
        (BLIND_HELD, 96, BLIND_HELD_FLOOR),
        (BLIND_BUREAU, 108, BLIND_BUREAU_FLOOR),
        (BLIND_MINISTRY, 108, BLIND_MINISTRY_FLOOR),
    ):
        found, missed = seen[names, True], seen[names, False]
        assert found + missed >= errors_at_least
        assert 100 * found >= floor * (found + missed)


@pytest.mark.parametrize("path", [*reports(), *reports(HELDOUT)], ids=_named)
def test_every_known_error_alters_one_place_of_its_report(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for error in errors(path):
        assert text.count(error.right) == 1
        wrong, line, start, end = altered(text, error)
        assert wrong != text
        assert wrong.splitlines()[line - 1][start:end] in error.wrong
