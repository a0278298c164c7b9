"""Lists of numbers under names: columns and rows of tables, and enumerations of the text.

Scope: one reading. A list holds one number for every name, all of one unit and of one time; a name that has several
numbers of that kind in an enumeration has none there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line

LEAST = 3
MOST = 400  # of one report: a report has some dozen lists


@dataclass(frozen=True, slots=True)
class NamedList:
    """The numbers of one list by name; ``block`` is where it stands, ``table`` whether it is part of one."""

    block: int
    table: bool
    numbers: dict[str, Claim]


def named_lists(reading: Reading) -> list[NamedList]:
    """All lists of three names and more, those of tables first."""
    found = [one for table in reading.tables for line in (*table.columns, *table.rows) for one in _of_line(line)]
    found += [one for run in _runs(reading) for one in _of_text(reading, run)]
    return found[:MOST]


def _of_line(line: Line) -> Iterator[NamedList]:
    cells = [c for c in line.claims if c is not None and not c.total and c.area and _counts(c)]
    for unit in dict.fromkeys(c.unit for c in cells):
        alike = [c for c in cells if c.unit == unit]
        numbers = _once(alike)
        if len(numbers) >= LEAST:
            yield NamedList(alike[0].block, True, numbers)


def _runs(reading: Reading) -> Iterator[list[int]]:
    """Paragraphs, and list items that follow each other."""
    run: list[int] = []
    for number, block in enumerate(reading.blocks):
        if block.kind == "item" and run:
            run.append(number)
            continue
        if run:
            yield run
        run = [number] if block.kind == "item" else []
        if block.kind not in ("item", "table", "note"):
            yield [number]
    if run:
        yield run


def _of_text(reading: Reading, run: list[int]) -> Iterator[NamedList]:
    """The numbers of a paragraph or a run of items by unit, side and time."""
    kinds: dict[tuple[str, str, bool], list[Claim]] = {}
    for block in run:
        for sentence in reading.by_block.get(block, ()):
            for claim in sentence.claims:
                if claim.area and claim.cued and not claim.total and not claim.hedge and _counts(claim):
                    former = claim.time == "before" or claim.period == "<"
                    kinds.setdefault((claim.unit, claim.axes.get("flow", ""), former), []).append(claim)
    for alike in kinds.values():
        numbers = _once(alike)
        if len(numbers) >= LEAST:
            yield NamedList(run[0], False, numbers)


def _counts(claim: Claim) -> bool:
    return is_level(claim) or (claim.unit == PERCENT and claim.role == "level" and not claim.sign)


def _once(claims: list[Claim]) -> dict[str, Claim]:
    """The numbers of the names that have one only."""
    found: dict[str, Claim] = {}
    several: set[str] = set()
    for claim in claims:
        if found.setdefault(claim.area, claim) is not claim:
            several.add(claim.area)
    return {area: claim for area, claim in found.items() if area not in several}
