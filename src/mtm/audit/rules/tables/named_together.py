"""What a text says of several rows of a table together must be what these rows add up to.

Rule named_together: a count or a percentage after two or more names that one table has as rows or columns ("Kandar and
Old Bridge together recorded 61,235 movements, or 63.4 per cent of the total"), against the sum of their cells, and its
share of the total. It is wrong where a word such as "together" joins the names, no line of the table gives it, and a
slip or another total of the table explains it, or it is near to what the latest line gives. It cannot see names that no
table has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.named_cells import NamedCells, Place
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, SUM, Relation
from mtm.kit.intervals import Interval, share, total

RULE = "named_together"
LAST = True
TAG = "together"
_CAPITAL = r"(?!(?:Q[1-4]|[IVX]+)\b)[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][^\W\d_]+"
_GOES_ON = re.compile(rf"\s*(?:,|,?\s(?:and|и|және|мен|пен|бен))\s(?:the\s)?{_CAPITAL}")
_BETWEEN = re.compile(rf",\s(?:{_CAPITAL}(?:[\s-]{_CAPITAL})*,\s)+|,\s{_CAPITAL}\s(?:and|и|және|мен|пен|бен)\s")
LEAST, NEAR = 2, 4  # a quarter off is another thing
Line = list[Claim]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number that a sentence gives for several rows at once."""
    settled = {id(r.target) for r in reading.relations if r.holds and r.kind != SHARE}
    cells: NamedCells | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or len(sentence.areas) < LEAST or not sentence.claims:
            continue
        if _has_unknown(sentence):
            continue
        joined = bool(sentence.tagged(TAG)) or _counted(sentence)
        claims = _of_all(sentence, joined)
        if not claims:
            continue
        cells = NamedCells(reading) if cells is None else cells
        lines = _lines(sentence, claims[0], cells)
        for claim in claims if lines else ():
            if id(claim) not in settled:
                relation = _relation(cells, claim, lines, joined)
                if relation is not None:
                    yield relation


def _counted(sentence: Sentence) -> bool:
    """ "Three countries – Russia, Kazakhstan and Uzbekistan – gave …": a word counts the names."""
    names = {a.code for a in sentence.areas}
    return any(entry.number == len(names) for start, _, entry in sentence.found if start < sentence.areas[0].start)


def _has_unknown(sentence: Sentence) -> bool:
    """ "Banadir, Bakool and Bay", of which one is no name that the report's tables have made known."""
    text, areas = sentence.piece.text, sorted(sentence.areas)
    if _GOES_ON.match(text, areas[-1].end, sentence.end):
        return True
    return any(_BETWEEN.fullmatch(text, one.end, two.start) for one, two in pairwise(areas))


def _of_all(sentence: Sentence, joined: bool) -> list[Claim]:
    """The numbers after the last of the names, one of each unit; without "together" only where nothing else is said."""
    end = max(a.end for a in sentence.areas)
    begin = min(a.start for a in sentence.areas)
    if any(begin <= c.start < end for c in sentence.claims):
        return []  # each name has its own number
    found = [c for c in sentence.claims if c.start >= end and c.unit not in (POINTS, TIMES)]
    found = [c for c in found if c.role == "level" and c.time != "before" and not c.hedge and c.value > 0]
    units = [c.unit for c in found]
    if len(found) > LEAST or len(set(units)) < len(units):
        return []
    return found if joined or len(found) == len(sentence.claims) else []


def _lines(sentence: Sentence, claim: Claim, cells: NamedCells) -> list[Line]:
    """The cells of the names before the number, one of each, for every line that has most of them."""
    names = list(dict.fromkeys(a.code for a in sentence.areas if a.end <= claim.start))
    names = [n for n in names if not n.startswith(REST) and n in cells.named]
    found: dict[Place, list[Claim]] = {}
    for name in names:
        for place, claims in cells.named[name].items():
            if len(claims) == 1:
                found.setdefault(place, []).append(claims[0])
    told = _told(cells, sentence, claim)
    most = max([len(told), *map(len, found.values())], default=0)
    return [line for line in (*found.values(), told) if len(line) == most] if most >= LEAST else []


def _told(cells: NamedCells, sentence: Sentence, claim: Claim) -> list[Claim]:
    """The one share that the section's text gives for each of the names: "Arlan 29.7% … Beskol (25.8%)"."""
    names = list(dict.fromkeys(a.code for a in sentence.areas if a.end <= claim.start))
    line: list[Claim] = []
    for name in names if claim.unit == PERCENT else ():
        found = [c for c in cells.shares_of(name, sentence.section) if c.sentence != sentence.number]
        if len({c.value for c in found}) != 1 or found[0].table >= 0:
            return []
        line.append(found[0])
    return line


def _relation(cells: NamedCells, claim: Claim, lines: list[Line], joined: bool) -> Relation | None:
    tested = list(_tested(cells, claim, lines))
    for relation in tested:
        if relation.holds:
            return relation
    if not joined or not tested:
        return None
    slipped = [r for r in tested if exchange(claim, r.expected)] or [r for r in tested if digit(claim, r.expected)]
    near = [r for r in tested if r.expected.gap(claim.interval) * NEAR < abs(r.expected.middle)]
    if slipped:
        return slipped[-1]
    return near[-1] if near else None


def _tested(cells: NamedCells, claim: Claim, lines: list[Line]) -> Iterator[Relation]:
    """The sum of the cells; for a percentage also the sum's share of its column's total."""
    for line in lines:
        if any(c.role != "level" or c.unit != line[0].unit for c in line):
            continue
        added = total(c.interval for c in line)
        if line[0].unit == claim.unit:
            yield _made(claim, line, added)
        elif claim.unit == PERCENT and line[0].unit not in (PERCENT, POINTS):
            whole = cells.whole(line)
            if whole is not None and whole.interval.low > 0 and whole.amount > added.middle:
                yield _made(claim, [*line, whole], share(added, whole.interval))


def _made(claim: Claim, operands: list[Claim], expected: Interval) -> Relation:
    holds = claim.interval.meets(expected)
    relation = Relation(RULE, SUM, claim, tuple(operands), expected, holds, note="derived", support=1)
    relation.family = f"together{claim.block}.{claim.start}"
    shown = f"{expected.middle / claim.scale:.{claim.decimals}f}"
    named = " + ".join(c.printed.strip() for c in operands)
    if claim.unit == PERCENT and operands[0].unit != PERCENT:
        named = f"({' + '.join(c.printed.strip() for c in operands[:-1])}) / {operands[-1].printed.strip()}"
    relation.params = {"sentence": "share", "formula": f"{named} = {shown}", "expected": shown}
    return relation
