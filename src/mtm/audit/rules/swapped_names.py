"""A number must stand with the name that it has elsewhere.

Rule swapped_names: a paragraph whose numbers agree with a table's rows by name, except for some whose numbers the
table gives to another name. Where the table's own arithmetic keeps its rows, the names in the text are exchanged. It
cannot see names that no table or other list repeats.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.lists import is_level
from mtm.audit.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "swapped_names"
LAST = True


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per name in the text that a table gives to another number."""
    doubtful = {id(c) for r in reading.relations if not r.holds and r.rule.startswith("table") for c in r.claims}
    for columns in _columns(reading):
        owners: dict[object, Claim | None] = {}
        cells: dict[str, Claim] = {}
        for cell in columns:
            key = (cell.amount, cell.unit)
            owners[key] = None if key in owners else cell
            cells[cell.area] = cell
        for claims in _blocks(reading):
            yield from _exchanged(claims, owners, cells, doubtful)


def _columns(reading: Reading) -> Iterator[list[Claim]]:
    for table in reading.tables:
        for line in table.columns:
            if line.role == "level":
                cells = [c for c in line.claims if c is not None and c.area and not c.total]
                if len(cells) > 2:
                    yield cells


def _blocks(reading: Reading) -> Iterator[list[Claim]]:
    for sentences in reading.by_block.values():
        claims = [c for s in sentences for c in s.claims if is_level(c) and c.area and c.name and len(c.printed) > 1]
        if len(claims) > 1:
            yield claims


def _exchanged(
    claims: list[Claim], owners: dict[object, Claim | None], cells: dict[str, Claim], doubtful: set[int]
) -> Iterator[Relation]:
    agreeing = 0
    wrong: list[tuple[Claim, Claim]] = []
    for claim in claims:
        owner = owners.get((claim.amount, claim.unit))
        if owner is None or claim.area not in cells:
            continue
        if owner.area == claim.area:
            agreeing += 1
        elif cells[claim.area].amount != claim.amount:
            wrong.append((claim, owner))
    if not wrong or len(wrong) > max(2, agreeing) or not (agreeing or len(wrong) > 1):
        return
    for claim, owner in wrong:
        if id(owner) in doubtful or id(cells[claim.area]) in doubtful or claim.name is None:
            continue
        yield _relation(claim, owner)


def _relation(claim: Claim, owner: Claim) -> Relation:
    start, end = claim.name or (claim.start, claim.end)
    relation = Relation(RULE, "name", claim, (owner,), Interval.exact(claim.value), False, note="name")
    relation.words = ((start, end, claim.sentence),)
    relation.family = f"name{claim.sentence}.{start}"
    relation.params = {"name": claim.piece.text[start:end], "other": owner.area, "number": claim.printed}
    return relation
