"""A workspace is read and checked whole before any work begins; the reference names every key."""

from datetime import date
from pathlib import Path

import pytest

from mtm.model.errors import WorkspaceError
from mtm.model.period import Period
from mtm.workspace.config import Contact, ExpectedDelivery, PeriodSetup, WorkspaceFile
from mtm.workspace.load import cut_off, load, period_named
from mtm.workspace.scaffold import scaffold

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def root(tmp_path):
    scaffold(tmp_path / "w")
    return tmp_path / "w"


def write(root, name, text):
    (root / name).write_text(text, encoding="utf-8")


def test_the_reference_names_every_key():
    page = (ROOT / "docs" / "reference" / "workspace.md").read_text(encoding="utf-8")
    keys = [k for m in (WorkspaceFile, PeriodSetup, ExpectedDelivery, Contact) for k in m.model_fields]

    assert [key for key in keys if f"{key}" not in page] == []


def test_the_last_issue_is_the_declared_period_before(root):
    workspace = load(root)

    period, setup = workspace.previous(Period.quarter(2026, 1))

    assert (period.code, setup.cutoff) == ("2025-Q4", date(2026, 2, 15))
    assert workspace.previous(Period.quarter(2025, 4)) is None


def test_a_question_keeps_the_place_where_it_is_written(root):
    write(
        root,
        "questions.yml",
        'questions:\n  - id: q\n    source: border-service\n    raw: 55.80\n    text: {en: "Is this right?"}\n',
    )

    (question,) = load(root).questions

    assert (question.place, question.raw, question.open) == ("questions.yml, line 2", "55.80", True)


def test_a_correction_needs_a_reason_and_an_author(root):
    write(
        root,
        "corrections.yml",
        "corrections:\n"
        "  - {id: c, source: border-service, indicator: border_arrivals, period: 2026-Q1, raw: 1, value: 2}\n",
    )

    with pytest.raises(WorkspaceError, match=r"corrections\.yml, line 2.*reason"):
        load(root)


def test_an_expected_source_that_does_not_exist_is_named_with_its_line(root):
    text = (root / "workspace.yml").read_text(encoding="utf-8")
    write(root, "workspace.yml", text.replace("source: border-service", "source: border-servise"))

    with pytest.raises(WorkspaceError, match=r"workspace\.yml, line \d+.*border-servise.*border-service"):
        load(root)


def test_a_workspace_without_sources_says_where_to_declare_one(root):
    (root / "sources" / "border-service.yml").unlink()

    with pytest.raises(WorkspaceError, match="sources"):
        load(root)


def test_the_recipe_changes_with_anything_that_decides_how_a_file_is_read(root):
    before = load(root).recipe("border-service")
    write(root, "names.csv", "code,language,kind,name\nUZB,en,alias,Uzbekia\n")

    assert load(root).recipe("border-service") != before


@pytest.mark.parametrize("text", ["soon", "2024-02-30", "15.02.2024", ""])
def test_a_cut_off_that_is_no_date_is_refused(text):
    with pytest.raises(WorkspaceError, match="YYYY-MM-DD"):
        cut_off(text)


@pytest.mark.parametrize("text", ["Q4", "2023-Q5", "2023-13", "../x"])
def test_a_period_that_is_no_period_is_refused(text):
    with pytest.raises(WorkspaceError, match="2023-Q4"):
        period_named(text)
