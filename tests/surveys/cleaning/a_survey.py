"""A small round on disk: eight interviews, a repeat, and a person's page of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from mtm.model.cell import Cell, Content, Grid
from mtm.surveys.cleaning.workbook import COLUMNS
from mtm.surveys.form import Choice, Form, Group, Kind, Place, Question
from mtm.surveys.rounds import Round, load_round, write_tables
from mtm.surveys.states import State
from surveys.quality.rounds_made import a_table, interviews, number, select

QUESTIONS = (
    select("sex", "f m"),
    number("wage", relevant="${works} = 'yes'"),
    select("works", "yes no dont_know"),
    Question("needs", Kind.SELECT_MULTIPLE, choices=(Choice("food"), Choice("job"), Choice("home"))),
    Question("came", Kind.DATE),
    Question("share", Kind.DECIMAL),
    Question("name", Kind.TEXT, place=Place(personal=True)),
    Question("wage_usd", Kind.DECIMAL, calculation="${wage} div 470", place=Place(personal=False)),
    number("years", repeat="member"),
)
FORM = Form("workers", questions=QUESTIONS, groups=(Group("member", ("member",), repeat=True),))
ANSWERS = {
    "sex": list("fmfmfmfm"),
    "works": ["yes"] * 7 + [State.DONT_KNOW],
    "wage": [1000, 1100, 1200, 99999, 1300, 1200, 1100, State.SKIPPED],
    "needs": ["food", "food job", None, "home", "job", "job", "food", State.REFUSED],
    "came": [None] * 8,
    "share": [0.5, 1.0, 0.25, 1.5, 1.0, 1.0, 1.0, 1.0],
    "name": [State.STRIPPED] * 8,
    "wage_usd": [2.1, 2.3, 2.5, 212.8, 2.8, 2.5, 2.3, None],
}
MEMBERS = {"years": [30, 4, 61, 200]}


def tables() -> dict[str, pa.Table]:
    keys = {
        "_id": pa.array(["m0", "m1", "m2", "m3"]),
        "_parent": pa.array(["i0", "i0", "i1", "i3"]),
        "_index": [1, 2, 1, 1],
    }
    return {
        "interviews": pa.table(interviews(8) | a_table([q for q in QUESTIONS if not q.repeat], ANSWERS, 8)),
        "member": pa.table(keys | a_table([QUESTIONS[-1]], MEMBERS, 4)),
    }


def a_survey(workspace: Path) -> Round:
    """The round workers/2026-1 in a workspace."""
    folder = workspace / "surveys" / "workers" / "rounds" / "2026-1"
    folder.mkdir(parents=True)
    text = "dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: snowball}\nquality: {outliers: {least: 5}}\n"
    (folder / "round.yml").write_text(text, encoding="utf-8")
    (folder.parent.parent / "plan.yml").write_text("population: workers\n", encoding="utf-8")
    write_tables(folder / "raw", tables(), FORM)
    return load_round(workspace, "workers/2026-1")


def line(row: str, decision: str, question: str = "", value: str = "", raw: str = "", **more: str) -> dict[str, str]:
    """A line of a log, with a reason and a name unless told otherwise."""
    told = {"table": "interviews", "row": row, "decision": decision, "question": question, "value": value, "raw": raw}
    return told | {"reason": "asked again", "who": "Aigerim"} | more


def a_log(*lines: dict[str, str], heads: Sequence[str] = COLUMNS, sheet: str = "Log") -> Content:
    """A workbook that came back, as cells; a text "!#REF!" is a broken cell."""
    rows = [tuple(Cell(1, c, f"{chr(64 + c)}1", name, name) for c, name in enumerate(heads, 1))]
    for number_, told in enumerate(lines, 2):
        rows.append(tuple(_cell(number_, c, told.get(name, "")) for c, name in enumerate(heads, 1)))
    return Content("xlsx", (Grid(sheet, tuple(rows)),))


def _cell(row: int, column: int, text: str) -> Cell:
    address = f"{chr(64 + column)}{row}"
    if text.startswith("!"):
        return Cell(row, column, address, text[1:], None, text[1:])
    return Cell(row, column, address, text, text or None)
