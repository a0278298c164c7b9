"""A number must stand with the name that it has elsewhere.

Rule swapped_names: a paragraph whose numbers agree with a table's rows by name, except for some whose numbers the
table gives to another name; shares where two names have each other's. Where the table's own arithmetic keeps its rows,
the names in the text are exchanged. It cannot see names that no table or other list repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "swapped_names"
LAST = True
MOST = 8


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per name in the text that a table gives to another number."""
    columns = list(_columns(reading))
    if not columns:
        return
    doubtful = {id(c) for r in reading.relations if not r.holds and r.rule.startswith("table") for c in r.claims}
    owners: dict[object, list[tuple[int, Claim]]] = {}
    cells: dict[tuple[int, str], Claim] = {}
    for number, column in enumerate(columns):
        for cell in column:
            owners.setdefault((cell.amount, cell.unit), []).append((number, cell))
            cells[number, cell.area] = cell
    for claims in _blocks(reading):
        yield from _exchanged(claims, owners, cells, doubtful)


def _columns(reading: Reading) -> Iterator[list[Claim]]:
    for table in reading.tables:
        for line in table.columns:
            if line.role == "level" or (line.role == "percent" and not line.head.tags & {"change", "up", "down"}):
                cells = [
                    c
                    for c in line.claims
                    if c is not None and c.area and not c.total and not c.area.startswith("rest:")
                ]
                if len(cells) > 2:
                    yield cells


def _blocks(reading: Reading) -> Iterator[list[Claim]]:
    for sentences in reading.by_block.values():
        claims = [c for s in sentences for c in s.claims if c.name and c.area and _is_own(c) and len(c.printed) > 1]
        if len(claims) > 1:
            yield claims


def _is_own(claim: Claim) -> bool:
    return is_level(claim) or (claim.unit == PERCENT and claim.role == "level" and not claim.sign)


def _exchanged(
    claims: list[Claim],
    owners: dict[object, list[tuple[int, Claim]]],
    cells: dict[tuple[int, str], Claim],
    doubtful: set[int],
) -> Iterator[Relation]:
    """Per column: the names that agree with it, and those whose number it gives to another."""
    agreeing: Counter[int] = Counter()
    wrong: dict[int, list[tuple[Claim, Claim]]] = {}
    for claim in claims:
        found = owners.get((claim.amount, claim.unit), ())
        own = {number for number, cell in found if cell.area == claim.area}
        agreeing.update(own)
        shared = Counter(number for number, _ in found)
        for number, cell in found[:MOST]:
            if shared[number] > 1:
                continue  # a number that several rows have is nobody's own
            other = cells.get((number, claim.area))
            if number not in own and other is not None and other.amount != claim.amount:
                wrong.setdefault(number, []).append((claim, cell))
    done: set[int] = set()
    for number, pairs in wrong.items():
        if len(pairs) > max(2, agreeing[number]) or not (agreeing[number] or len(pairs) > 1):
            continue
        if pairs[0][0].unit == PERCENT and {c.area for c, _ in pairs} != {o.area for _, o in pairs}:
            continue  # one share of three digits meets another by chance
        for claim, owner in pairs:
            if {id(owner), id(cells[number, claim.area])} & doubtful or id(claim) in done:
                continue
            done.add(id(claim))
            yield exchanged(RULE, claim, owner, claim.name or (claim.start, claim.end))


def exchanged(rule: str, claim: Claim, owner: Claim, place: tuple[int, int], note: str = "name") -> Relation:
    """The name at these places is wrong: its number belongs to the owner."""
    start, end = place
    relation = Relation(rule, "name", claim, (owner,), Interval.exact(claim.value), False, note=note)
    relation.words = ((start, end, claim.sentence),)
    relation.family = f"name{claim.sentence}.{start}"
    name, number = claim.piece.text[start:end], claim.printed
    relation.params = {"sentence": "name", "name": name, "other": owner.area, "number": number}
    return relation
