"""Whole questionnaires answered by random people: every layout of the export gives the table that was answered."""

from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from mtm.readers import read
from mtm.surveys.estimates.of_round import estimate_round
from mtm.surveys.form import Kind
from mtm.surveys.forms.xlsform import read_form
from mtm.surveys.instruments.catalogue import instrument, instruments
from mtm.surveys.instruments.make import plan_text, workbook
from mtm.surveys.intake.delimited import csv_export
from mtm.surveys.states import State
from surveys.answering import people, with_hyphens, with_labels, with_names
from surveys.making import csv_file, round_in, rules, sheets_export, taken

REAL = Path(__file__).resolve().parents[3] / "shared" / "realdata" / "survey" / "xlsform_iraq_household_ar_en.xlsx"
CONSENTS = {"contact": "reached", "consent": "yes"}


def form_in(data):
    content, _ = read("form.xlsx", data)
    form, findings = read_form(content, "form.xlsx")
    assert form is not None, findings
    return form


def expected(form, plan_codes, one):
    """What the round must hold for one person: the values, and which questions were skipped."""
    values = {}
    for question in form.asked_in():
        told = one.get(question.name)
        if question.kind == Kind.META or question.personal:
            continue
        if told in plan_codes or not told:
            values[question.name] = None
        else:
            values[question.name] = int(told) if question.kind == Kind.INTEGER else told
    return values


def exports(form, said, folder):
    table = with_names(form, said)
    yield "names", csv_export(csv_file(folder / "names.csv", *table))
    yield "hyphens", csv_export(csv_file(folder / "hyphens.csv", *with_hyphens(form, said)))
    yield "workbook", sheets_export(Data=[[cell if cell != "" else None for cell in row] for row in table])
    for language in form.languages:
        yield language, csv_export(csv_file(folder / f"{language}.csv", *with_labels(form, said, language)))


@pytest.mark.parametrize("name", instruments())
def test_an_instrument_answered_comes_back_from_every_layout_as_it_was_answered(tmp_path, name):
    form = form_in(workbook(instrument(name)))
    said = people(form, 12, fixed=CONSENTS)
    wanted = [expected(form, ("dk", "refused", "-98", "-99"), one) for one in said]

    for layout, export in exports(form, said, tmp_path):
        here = round_in(tmp_path / layout, plan_text(instrument(name)))
        found, round_ = taken(here, export, form)

        columns = round_.table(columns=list(wanted[0])).to_pylist()
        shown = [{key: str(v) if hasattr(v, "isoformat") else v for key, v in row.items()} for row in columns]
        assert shown == wanted, layout
        assert set(rules(found.findings)) <= {"survey_repeat_missing"}, layout


@pytest.mark.parametrize("name", instruments())
def test_what_the_form_did_not_ask_is_skipped_and_nothing_else_is(tmp_path, name):
    form = form_in(workbook(instrument(name)))
    said = people(form, 25, seed=2, fixed=CONSENTS)
    here = round_in(tmp_path, plan_text(instrument(name)))

    _, round_ = taken(here, csv_export(csv_file(tmp_path / "e.csv", *with_names(form, said))), form)

    rows = round_.table().to_pylist()
    for question in (q for q in form.asked_in() if q.kind != Kind.META and q.required):
        skipped = [row[f"{question.name}?"] == State.SKIPPED for row in rows]
        assert skipped == [question.name not in one for one in said], question.name


@pytest.mark.parametrize("name", instruments())
def test_every_indicator_of_the_plan_can_be_estimated_or_may_not_leave(tmp_path, name):
    form = form_in(workbook(instrument(name)))
    here = round_in(tmp_path, plan_text(instrument(name)))
    said = people(form, 30, seed=3, fixed=CONSENTS)
    _, round_ = taken(here, csv_export(csv_file(tmp_path / "e.csv", *with_names(form, said))), form)

    made = {estimate.indicator for estimate in estimate_round(round_).estimates}

    urgent = {entry.id for entry in round_.plan.indicators if entry.dissemination == "urgent"}
    assert made >= {entry.id for entry in round_.plan.indicators} - urgent
    assert not made & urgent


@pytest.mark.skipif(not REAL.is_file(), reason="the real form is not in this checkout")
@pytest.mark.parametrize("make", [with_names, with_hyphens], ids=["names", "hyphens"])
def test_a_real_form_answered_comes_back_as_it_was_answered(tmp_path, make):
    form = form_in(REAL.read_bytes())
    said = people(form, 20, fixed={"consent_remote": "yes"})
    here = round_in(tmp_path, "roles: {consent: {question: consent_remote}}\n")

    found, round_ = taken(here, csv_export(csv_file(tmp_path / "e.csv", *make(form, said))), form)

    rows = round_.table().to_pylist()
    for question in form.asked_in():
        if question.kind in (Kind.SELECT_ONE, Kind.INTEGER) and not question.personal:
            answered = [row[f"{question.name}?"] == State.ANSWERED for row in rows]
            told = [str(row[question.name]) if row[question.name] is not None else None for row in rows]
            unknown = {"dont_know", "dk", "prefer_not", "refused"}
            wanted = [None if one.get(question.name) in unknown else one.get(question.name) for one in said]
            assert told == wanted, question.name
            assert answered == [one is not None for one in wanted], question.name
    assert not {"survey_unreadable", "survey_columns_unknown", "survey_outside_logic"} & set(rules(found.findings))
