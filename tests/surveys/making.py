"""Forms, exports and rounds for tests, made of plain lists."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from mtm.model.cell import Cell, Content, Grid
from mtm.surveys.forms.xlsform import read_form
from mtm.surveys.intake.export import export_of
from mtm.surveys.intake.take import Source, take
from mtm.surveys.intake.versions import Version
from mtm.surveys.plan import load_plan
from mtm.surveys.rounds import load_round

KEY = bytes(range(32))
ROUND = "dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: snowball}\n"

SURVEY = [
    ["type", "name", "label::English (en)", "label::Kazakh (kk)", "relevant", "constraint"],
    ["start", "start"],
    ["end", "end"],
    ["select_one yn", "consent", "Do you agree?", "Келісесіз бе?"],
    ["begin_group", "about", "About you", "Өзіңіз туралы", "${consent} = 'yes'"],
    ["text", "full_name", "Name", "Аты"],
    ["integer", "age", "Age", "Жасы", "", ". < 120"],
    ["select_one yn", "works", "Working?", "Жұмыс істейсіз бе?"],
    ["select_multiple job", "jobs", "Which work?", "Қандай жұмыс?", "${works} = 'yes'"],
    ["decimal", "pay", "Pay", "Еңбекақы", "selected(${jobs}, 'farm') and ${age} >= 18"],
    ["date", "came", "Came on", "Келген күні"],
    ["geopoint", "spot", "Where?", "Қай жерде?"],
    ["end_group", ""],
    ["begin_repeat", "member", "Member", "Мүше", "${works} = 'yes'"],
    ["integer", "m_age", "Age of member", "Мүшенің жасы"],
    ["select_one yn", "m_works", "Does the member work?", "Мүше жұмыс істей ме?", "${m_age} > 14"],
    ["end_repeat", ""],
]
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::Kazakh (kk)"],
    ["yn", "yes", "Yes", "Иә"],
    ["yn", "no", "No", "Жоқ"],
    ["yn", "dk", "Does not know", "Білмейді"],
    ["yn", "refused", "Does not answer", "Жауап бермейді"],
    ["job", "farm", "On a farm", "Фермада"],
    ["job", "site", "On a building site", "Құрылыста"],
]
SETTINGS = [["form_id", "version"], ["workers", "1"]]


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def grid(name, rows, hidden=False):
    width = max(len(row) for row in rows)
    return Grid(
        name,
        tuple(
            tuple(
                _cell(r, c, row[c - 1] if c <= len(row) else None) for c in range(1, width + 1)
            )
            for r, row in enumerate(rows, start=1)
        ),
        hidden=hidden,
    )  # fmt: skip


def _cell(row, column, value):
    value = None if value == "" else value
    return Cell(row, column, f"{column_letters(column)}{row}", "" if value is None else str(value), value)


def workbook(**sheets):
    return Content("xlsx", tuple(grid(name.replace("_", " "), rows) for name, rows in sheets.items()))


def form_content(survey=SURVEY, choices=CHOICES, settings=SETTINGS):
    return workbook(survey=survey, choices=choices, settings=settings)


def form_of(survey=SURVEY, choices=CHOICES, settings=SETTINGS):
    form, findings = read_form(form_content(survey, choices, settings), "form.xlsx")
    assert form is not None, findings
    return form


def round_in(folder, plan="population: workers\n", round_yml=ROUND):
    here = folder / "surveys" / "workers" / "rounds" / "R1"
    here.mkdir(parents=True)
    (here / "round.yml").write_text(round_yml, encoding="utf-8")
    (here.parent.parent / "plan.yml").write_text(plan, encoding="utf-8")
    return here


def csv_file(path: Path, *rows) -> Path:
    path.write_text(csv_text(rows), encoding="utf-8", newline="")
    return path


def csv_text(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def zip_file(path: Path, **files) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in files.items():
            archive.writestr(f"{name}.csv", csv_text(rows))
    return path


def taken(here, export, form=None, versions=(), sha="0" * 64, key=KEY, another_key=False):
    """The round after taking an export, what was found, and the round's tables as lists of rows."""
    plan = load_plan(here.parent.parent / "plan.yml")
    newest = form or form_of()
    known = [*versions, Version((newest.version,), newest)]
    found = take(here, Source(export, sha, known), plan, key, draw=bytes, another_key=another_key)
    return found, load_round(here.parents[3], f"{here.parents[1].name}/{here.name}")


def sheets_export(**sheets):
    return export_of(workbook(**sheets), "export.xlsx")


def rows(round_, name="interviews"):
    return round_.table(name).to_pylist()


def rules(findings):
    return sorted(finding.rule for finding in findings)
