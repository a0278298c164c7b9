"""The unit of a value: declared by indicator, column or table, and checked against the unit that the table prints.

Scope: units of one kind are converted by powers of ten ("тыс. человек" into persons); a unit of another kind is never
converted and sets the value aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mtm.codelists.indicators import PrintedUnit, find_units, names_a_scale, read_unit, units
from mtm.harmonise.problems import UnreadError
from mtm.model.labelled import Labelled
from mtm.workspace.source import Column, Sentence, Table


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a value, the power of ten that brings the printed number into it, and what was noticed (``note``)."""

    unit: str
    power: int = 0
    printed: str = ""
    note: str = ""


def measure(row: Labelled, part: Table | Sentence, column: Column | None, usual: str) -> Measure:
    """The unit of a value; ``usual`` is the indicator's. Errors: UnreadError unit_unknown or unit_conflict."""
    label = row.text("unit")
    declared = (column.unit if column else "") or part.unit or usual
    unit = _labelled(label, part) if label else declared
    if unit not in units():
        beside = read_unit(label) if declared in units() else None
        if beside:
            return _compared(declared, beside)
        raise UnreadError("unit_unknown", text=label or unit)
    scale = column.scale if column and column.scale != 1 else part.scale
    if scale != 1:
        return Measure(unit, len(str(scale)) - 1)
    if label or isinstance(part, Sentence):
        return Measure(unit)
    printed = _printed(row.heading, row.titles)
    if printed is None and any(names_a_scale(text) for text in (*row.heading, *row.titles)):
        return Measure(unit, note="unit_doubtful", printed=" ".join(filter(names_a_scale, (*row.heading, *row.titles))))
    return _compared(unit, printed) if printed else Measure(unit)


def _labelled(text: str, part: Table | Sentence) -> str:
    """The unit that stands in a column of units: a code, a translation in the YAML, or a unit's printed name."""
    if text in units():
        return text
    own = part.values.get("unit", {}).get(text)
    found = read_unit(text)
    fitting = (c for c, u in units().items() if found and (u.base, u.power) == (found.base, found.power))
    return own or next(fitting, text)


@lru_cache(maxsize=1024)
def _printed(heading: tuple[str, ...], titles: tuple[str, ...]) -> PrintedUnit | None:
    """The unit printed nearest to the value: in its heading, the lowest line first, or in a title."""
    for text in (*reversed(heading), *titles):
        found = find_units(text)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _compared(unit: str, printed: PrintedUnit) -> Measure:
    declared = units()[unit]
    base = printed.base or "units"
    said = f"{base} x 10^{printed.power}" if printed.power else base
    if printed.base in ("", declared.base):
        power = printed.power - declared.power
        return Measure(unit, power, said, "unit_scaled" if power else "")
    counts = declared.unit.count and units()[printed.base].unit.count
    if not counts:
        raise UnreadError("unit_conflict", unit=unit, printed=said)
    return Measure(unit, printed.power, said, "unit_named")
