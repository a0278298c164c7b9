"""The cleaning log as people get it: locked where it was answered, open where they decide, and read back safely."""

import io
import json

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("scipy")

import openpyxl
from click.testing import CliRunner

from mtm.cli import main
from mtm.kit.messages import sentence
from mtm.readers import read
from mtm.surveys.cleaning.cleaned import clean_round, hashes
from mtm.surveys.cleaning.printed import Printer
from mtm.surveys.cleaning.proposals import lines
from mtm.surveys.cleaning.workbook import COLUMNS, Book, write
from mtm.surveys.quality import Context, run
from mtm.surveys.quality.summary import interviewers
from surveys.cleaning.a_survey import FORM, a_survey


def a_book(round_):
    context = Context.of(round_)
    findings = run(context)
    printer = Printer(FORM, {name: round_.table(name) for name in round_.tables})
    say = lambda f: sentence(f).message  # noqa: E731 - as short as the door's
    return Book("Log", lines(findings, printer), findings, interviewers(context, findings), say)


@pytest.fixture
def round_(tmp_path):
    return a_survey(tmp_path)


@pytest.fixture
def opened(round_):
    return openpyxl.load_workbook(io.BytesIO(write(a_book(round_))))


def column(name):
    return COLUMNS.index(name) + 1


def row_of(sheet, **told):
    """The row of the log in which these columns say so."""
    rows = range(2, sheet.max_row + 1)
    return next(r for r in rows if all(sheet.cell(r, column(k)).value == v for k, v in told.items()))


def test_an_outlier_stands_in_the_log_with_its_raw_value_and_a_proposal(opened):
    sheet = opened["Log"]
    row = row_of(sheet, check="outliers", row="i3", question="wage")

    assert sheet.cell(row, column("raw")).value == "99999"
    assert sheet.cell(row, column("proposed")).value == "blank"
    assert sheet.cell(row, column("decision")).value is None
    assert "99999" in sheet.cell(row, column("what")).value


def test_what_was_answered_is_locked_and_what_is_decided_is_open_with_a_list(opened):
    sheet = opened["Log"]

    assert sheet.protection.sheet
    assert all(sheet.cell(2, c).protection.locked for c in range(1, column("what") + 1))
    assert not any(sheet.cell(2, c).protection.locked for c in range(column("decision"), len(COLUMNS) + 1))
    [choices] = sheet.data_validations.dataValidation
    assert choices.formula1 == '"keep,change,blank,remove"'


def test_every_interviewer_has_a_page_with_figures_and_findings(opened):
    assert {"e0", "e1", "e2", "e3"} <= set(opened.sheetnames)
    words = [str(cell.value) for row in opened["e3"].iter_rows() for cell in row if cell.value]
    assert "median minutes" in words
    assert any("99999" in word for word in words)


def test_the_same_round_gives_the_same_bytes(round_):
    assert write(a_book(round_)) == write(a_book(round_))


def test_names_that_spreadsheets_refuse_become_names_they_accept(tmp_path, round_):
    from mtm.surveys.cleaning.workbook import _sheet_name

    taken = {"log"}
    assert [_sheet_name(n, taken) for n in ("a/b", "A:B", "a_b", "Log", "x" * 40, "History")] == [
        "a_b", "A_B~2", "a_b~3", "Log~2", "x" * 28, "history_",
    ]  # fmt: skip


def test_a_log_written_decided_upon_and_read_back_cleans_the_round(round_, opened):
    sheet = opened["Log"]
    row = row_of(sheet, check="outliers", row="i3", question="wage")
    for name, value in (("decision", "change"), ("value", "1000"), ("reason", "a zero too many"), ("who", "Aigerim")):
        sheet.cell(row, column(name)).value = value
    data = io.BytesIO()
    opened.save(data)

    content, _ = read("cleaning.xlsx", data.getvalue())
    done = clean_round(round_, content, "cleaning.xlsx")

    assert [(d.row, d.question, d.value) for d in done.decisions] == [("i3", "wage", "1000")]
    assert not done.blocked


def test_formulas_in_a_log_are_not_run_and_not_taken(round_, opened):
    sheet = opened["Log"]
    row = row_of(sheet, check="outliers", row="i3", question="wage")
    for name, value in (("decision", "change"), ("value", "=500+500"), ("reason", "=1/0"), ("who", "x")):
        sheet.cell(row, column(name)).value = value
    data = io.BytesIO()
    opened.save(data)

    content, _ = read("cleaning.xlsx", data.getvalue())
    done = clean_round(round_, content, "cleaning.xlsx")

    assert done.decisions == ()
    assert [f.rule for f in done.findings if f.rule != "cleaning_open"] == ["cleaning_cell"]


def test_the_commands_check_write_a_log_and_clean(tmp_path, round_):
    run_ = CliRunner().invoke
    log = tmp_path / "cleaning.xlsx"
    before = hashes(round_.folder / "raw")

    found = run_(main, ["survey", "quality", str(tmp_path), "2026-1", "--log", str(log)])
    assert found.exit_code == 0, found.output
    assert "Interviews        8: 8 complete" in found.output
    told = json.loads((round_.folder / "findings.json").read_text(encoding="utf-8"))
    assert "outliers" in {f["rule"] for f in told["findings"]}

    again = run_(main, ["survey", "quality", str(tmp_path), "2026-1", "--log", str(log)])
    assert again.exit_code == 2
    assert "there already" in again.output

    book = openpyxl.load_workbook(log)
    row = row_of(book["Log"], check="outliers", row="i3", question="wage")
    for name, value in (("decision", "blank"), ("reason", "not known"), ("who", "Aigerim")):
        book["Log"].cell(row, column(name)).value = value
    book.save(log)
    cleaned = run_(main, ["survey", "clean", str(tmp_path), "2026-1", str(log)])

    assert cleaned.exit_code == 0, cleaned.output
    assert "1 blank" in cleaned.output
    assert hashes(round_.folder / "raw") == before
    assert run_(main, ["survey", "quality", str(tmp_path), "2026-1", "--clean"]).exit_code == 0


def test_sentences_come_in_the_language_that_is_asked_for(tmp_path, round_):
    found = CliRunner().invoke(main, ["survey", "quality", str(tmp_path), "2026-1", "--language", "ru"])

    assert "интервьюер e" in found.output
