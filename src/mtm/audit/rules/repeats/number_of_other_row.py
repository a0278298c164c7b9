"""What a text says of one row of a table must not be the number of another row.

Rule number_of_other_row: a number that stands in one stretch of a sentence with the name of one row ("in the North it
rose by 194", "Harbour handled 648 renewals") against the cells of that row, the distances between two of them, and
those to the cells of other rows. It is wrong where none of these gives it and exactly one other row of the same table
does; short numbers need a second such name whose number this row has. It cannot see names that several tables have, or
rows exchanged that no sentence speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.meaning.heads import LABEL
from mtm.audit.meaning.prose import Area, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.segments import segments
from mtm.audit.relations import Relation
from mtm.audit.rules.repeats.swapped_names import exchanged
from mtm.kit.intervals import Interval

RULE = "number_of_other_row"
LAST = True
LONG, SHORT, FEWEST, MOST_CELLS = 3, 2, 3, 8
Row = tuple[Claim, ...]
_JOINING = "–:("
_HEDGES = ("", "over", "under")  # 180 more: «180 рұқсат артық»
_RATES = frozenset((PERCENT, POINTS, TIMES))
_GROUPS = ("group:", "rest:")  # two groups complement each other
Told = tuple[Claim, Area, str]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number of a named row that another row of its table has."""
    tables = _tables(reading)
    if not tables:
        return
    told = [t for s in reading.sentences if s.kind not in ("note", "head", "heading") for t in _of_the_table(s, tables)]
    if not told:
        return
    settled = {id(c) for r in reading.relations if r.kind not in ("rank", "word") for c in r.claims if r.holds}
    ranked = {number for r in reading.relations if r.kind == "rank" and not r.holds for _, _, number in r.words}
    crossed: list[tuple[Claim, Area, str, Claim]] = []
    for claim, area, code in told:
        if id(claim) not in settled and claim.sentence not in ranked:
            beside = _beside(reading, claim, tables[code])
            owner = _owner(claim, code, tables[code], beside)
            if owner is not None:
                crossed.append((claim, area, code, owner))
    both = {(code, owner.area) for _, _, code, owner in crossed}
    for claim, area, code, owner in crossed:
        if len(claim.digits) >= LONG or (owner.area, code) in both:
            relation = exchanged(RULE, claim, owner, (area.start, area.end), "derived")
            relation.params["other"] = _heading(reading, owner)
            yield relation


def _heading(reading: Reading, owner: Claim) -> str:
    lines = (line for table in reading.tables for line in table.rows)
    return next((line.head.text.strip() for line in lines if any(c is owner for c in line.claims)), owner.area)


def _tables(reading: Reading) -> dict[str, dict[str, Row]]:
    """The rows of its only table by the name of one of them; rows of a total have none."""
    found: dict[str, dict[str, Row]] = {}
    several: set[str] = set()
    for table in reading.tables:
        rows: dict[str, Row] = {}
        for number, line in enumerate(table.rows):
            cells = tuple(c for c in line.claims if c is not None and not c.total and c.unit not in _RATES)
            if 0 < len(cells) <= MOST_CELLS and not cells[0].area.startswith(_GROUPS):
                name = cells[0].area or f"{number}"
                several |= {name} & rows.keys()
                rows[name] = cells
        if len(rows) >= FEWEST:
            several |= {name for name in found.keys() & rows.keys() if not name.isdigit()}
            found |= dict.fromkeys(rows, rows)
    return {name: rows for name, rows in found.items() if name not in several}


def _told(sentence: Sentence, tables: dict[str, dict[str, Row]]) -> Iterator[Told]:
    """The only number of a stretch that has one name, a row's."""
    if not sentence.claims or not any(a.code in tables for a in sentence.areas):
        return
    for names, claims in _in_order(sentence) if "respectively" in sentence.tags() else _stretches(sentence):
        if len(names) != 1 or len(claims) != 1 or names[0].code not in tables:
            continue
        claim, area = claims[0], names[0]
        if claim.area == area.code and claim.hedge in _HEDGES and _is_count(claim):
            yield claim, area, area.code


def _of_the_table(sentence: Sentence, tables: dict[str, dict[str, Row]]) -> list[Told]:
    """None where the sentence gives several rows numbers that the table does not hold: it tells of something else."""
    found = list(_told(sentence, tables))
    strange = [c for c, _, code in found if not any(_made_of(c, row) for row in tables[code].values())]
    return [] if len(strange) > 1 else found


def _made_of(claim: Claim, row: Row) -> bool:
    """A cell of the row, or what lies between two of them."""
    amounts = [c.amount for c in row]
    return claim.amount in amounts or any(abs(a - b) == claim.amount for a, b in combinations(amounts, 2))


def _stretches(sentence: Sentence) -> Iterator[tuple[list[Area], list[Claim]]]:
    """Names and numbers of a stretch; a dash, colon or bracket between the two does not part them."""
    led: list[Area] = []
    for part in segments(sentence):
        behind = part.mark in _JOINING and not part.areas
        yield (led if behind else part.areas), part.claims
        led = [] if part.claims else part.areas


def _in_order(sentence: Sentence) -> Iterator[tuple[list[Area], list[Claim]]]:
    """ "South and West issued fewer, by 160 and 35 respectively": one number for each name."""
    if len(sentence.areas) == len(sentence.claims) > 1:
        for area, claim in zip(sentence.areas, sentence.claims, strict=True):
            yield [area], [claim]


def _is_count(claim: Claim) -> bool:
    return len(claim.digits.strip("0")) >= SHORT and not claim.word and claim.unit not in _RATES


def _beside(reading: Reading, claim: Claim, rows: dict[str, Row]) -> dict[str, Row]:
    """The rows that it may be set against: those that its sentence or the one before names, all where it says than."""
    sentence = reading.sentences[claim.sentence]
    if "than" in sentence.tags():
        return rows
    near = [s for s in reading.by_block.get(sentence.block, ()) if 0 <= sentence.number - s.number < 2]
    return {a.code: rows[a.code] for s in near for a in s.areas if a.code in rows}


def _owner(claim: Claim, code: str, rows: dict[str, Row], beside: dict[str, Row]) -> Claim | None:
    """The one other row that has the number, or two cells as far apart, where its own has neither."""
    own = claim.interval
    size = Interval(-own.high, -own.low) if own.high < 0 else own
    if _has(size, rows[code]) or _between_rows(size, rows[code], beside):
        return None
    found = [cells for name, cells in rows.items() if name != code and _gives(claim, cells)]
    return found[0][0] if len(found) == 1 and not _alike(code, found[0][0]) else None


def _alike(code: str, owner: Claim) -> bool:
    """A town and the region around it: one name may be short for either."""
    return bool(set(code.removeprefix(LABEL).split()) & {*owner.label, *owner.area.removeprefix(LABEL).split()})


def _has(size: Interval, cells: Row) -> bool:
    if any(size.meets(c.interval) or size.meets(-c.interval) for c in cells):
        return True
    return any(_apart(size, one, two) or size.meets(one.interval + two.interval) for one, two in combinations(cells, 2))


def _gives(claim: Claim, cells: Row) -> bool:
    """A cell, or two cells of one unit, say exactly this number."""
    size, side = abs(claim.amount), claim.axes.get("flow")
    if any("flow" in c.axes and c.axes["flow"] != side for c in cells):
        return False  # "Armenia issued 2,943 permits" beside a table of those who came and left
    if any(abs(c.amount) == size for c in cells):
        return True
    return any(abs(one.amount - two.amount) == size for one, two in combinations(cells, 2) if one.unit == two.unit)


def _apart(size: Interval, one: Claim, two: Claim) -> bool:
    return size.meets(one.interval - two.interval) or size.meets(two.interval - one.interval)


def _between_rows(size: Interval, cells: Row, rows: dict[str, Row]) -> bool:
    """Its distance from a cell of the same column: "335 more than in Almaly"."""
    columns = {c.column: c for c in cells}
    return any(
        _apart(size, c, columns[c.column]) or size.meets(c.interval + columns[c.column].interval)
        for row in rows.values()
        for c in row
        if c.column in columns and c.area != cells[0].area
    )
