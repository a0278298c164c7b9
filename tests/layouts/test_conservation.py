"""Nothing is lost: every non-empty cell becomes a value, was used as a label or note, or is set aside."""

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from intake_samples import Intake, book, sheet, source, take_in
from mtm.model.cell import Content

DECLARED = """
groups: {CIS: {labels: Страны СНГ}, FAR: {labels: Другие страны}}
tables:
  - id: t
    rows: counterpart_area
    label: [Страна, Гражданство]
    columns:
      - {heading: [въезд, прибыло], indicator: border_arrivals}
      - {heading: [выезд, выбыло], indicator: border_departures}
      - {heading: Примечание, is: note}
"""
HEADINGS = ["Страна", "Гражданство", "въезд", "прибыло", "выезд", "выбыло", "Примечание", "Код", "№"]
LABELS = [
    "Россия",
    "КНР",
    "Страны СНГ",
    "Итого",
    "Всего",
    "Прочие",
    "в том числе:",
    "Атлантида",
    "* сноска",
    "за 2023 год",
]
VALUES = ["7", "1 234", "…", "x", "-", "1,234", "данные уточняются", "#REF!", "12,5", "2023", "0"]
CELL = st.sampled_from(["", "", *HEADINGS, *LABELS, *VALUES])
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=12)


@cache
def declared():
    return source(Path(tempfile.mkdtemp()), DECLARED)


def conserved(content: Content, found: Intake) -> None:
    """Every cell stands in exactly one place, and every value became an observation or was set aside."""
    cells = {(g.name, c.address) for g in content.grids for row in g.rows for c in row if not c.blank}
    values = [(r.sheet, r.cell.address) for r in found.placed.rows if not r.cell.blank and r.cell.row]
    used = [(u.sheet, u.cell.address) for u in found.placed.used]
    aside = [(a.sheet, a.cell.address) for a in found.placed.set_aside if a.cell.row]

    assert sorted({*values, *used, *aside}) == sorted(cells)
    assert len(used) + len(aside) + len(set(values)) == len(cells)

    observed = [(o.origin.sheet, o.origin.cell) for o in found.harmonised.observations if o.obs_status != "O"]
    refused = [(a.sheet, a.cell.address) for a in found.harmonised.set_aside]
    assert sorted(observed + refused) == sorted(
        (r.sheet, r.cell.address) for r in found.placed.rows if not r.cell.blank
    )
    assert len(found.placed.set_aside) == 0 or found.placed.findings
    assert len(found.harmonised.set_aside) == 0 or found.harmonised.findings


@settings(max_examples=300, deadline=None)
@given(ROWS, st.booleans())
def test_whatever_stands_in_a_sheet_nothing_is_lost(rows, hide):
    content = book(sheet(rows, hidden_rows=[2] if hide else []))

    conserved(content, take_in(declared(), content))


@settings(max_examples=100, deadline=None)
@given(ROWS, st.integers(0, 3))
def test_a_good_form_survives_whatever_stands_around_it(rows, gap):
    """Its own values are read, or the sheet around it makes them doubtful and says so."""
    form = [["за 2023 год"], ["Страна", "въезд", "выезд"], ["Россия", "7", "8"], ["Всего", "9", "10"]]
    content = book(sheet([*form, *([[""]] * gap), *rows]))

    found = take_in(declared(), content)

    conserved(content, found)
    wrong = {k: v for k, v in found.values.items() if k == "border_arrivals 2023 RUS" and v not in ("7", "L", "Q", "M")}
    assert not wrong or found.rules
