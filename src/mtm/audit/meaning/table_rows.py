"""What the rows of a table are: items, a rest, groups, totals, rows of rates among counts.

Scope: rows and columns of one table; by words where a row has them, else by what its numbers add up to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from mtm.audit.claims import COUNT, PERCENT, POINTS, Claim
from mtm.audit.meaning.heads import LESS, Head, Line, Table, is_all
from mtm.audit.meaning.prose import COMPLEMENTS
from mtm.kit.intervals import HUNDRED, total

MOST_GROUP_ROWS, LEAST_GROUP = 60, 1000
MOST_TRIVIAL = 2  # rows
MOST_GAP = 10  # a digit of one share may be wrong
_CLOSING = re.compile(
    r"\bsub-?total|подытог|промежуточн\w+ итог|итого по\b|всего по\b|аралық (?:жиын|қорытынды)"
    r"|бойынша (?:жиын|барлығы)",
    re.I,
)
_BARE = re.compile(
    r"\W*(?:(?:grand|overall|general|общий|общая|общее|жалпы|оба|екі)\s+)?"
    r"(?:total|all|overall|всего|итого|итог|барлығы|жиыны?|жалпы)\W*",
    re.I,
)


def numbers_columns(cells: list[str]) -> bool:
    """ "A | 1 | 2 | 3" under the headings: the row numbers the columns."""
    if not cells:
        return False
    first, *others = cells
    start = 2 if first == "1" else 1
    lettered = first in ("", "1") or (len(first) == 1 and first.isalpha())
    return lettered and len(others) > 1 and others == [str(start + at) for at in range(len(others))]


def rate_rows(rows: list[Line], columns: list[Line]) -> None:
    """Rows whose name says per cent among rows of counts: their cells are rates, whatever the column's heading says."""
    rated = [row for row in rows if row.head.unit in (PERCENT, POINTS)]
    if not rated or len(rated) == len(rows):
        return
    for row in rated:
        for claim in row.claims:
            if claim is not None and (not claim.unit or _of_caption(claim, columns)):
                claim.unit, claim.scale, claim.exact, claim.interval_ = row.head.unit, 1, False, None
                if claim.sign in ("+", "-") or row.head.tags & {"change", "up", "down"}:
                    claim.role = "change"
    for line in columns:
        others = [c for c in line.claims if c is not None and c.unit not in (PERCENT, POINTS)]
        whole = not any(c.decimals for c in others)
        for claim in others:
            claim.exact, claim.interval_ = claim.unit == COUNT and claim.scale == 1 and whole, None


def _of_caption(claim: Claim, columns: list[Line]) -> bool:
    """Neither the cell nor its column prints the unit: "Change, %" among rows of a table in million dollars."""
    if claim.unit in (PERCENT, POINTS) or claim.piece.text.strip() != claim.printed.strip():
        return False
    return not any(line.head.unit for line in columns if any(c is claim for c in line.claims))


def drop_rate_rows(table: Table) -> None:
    """A column of counts is read without its rates and ratios; they stay in their rows."""
    ratios = [i for i, row in enumerate(table.rows) if _is_ratio(row)]
    whole = all(not c.decimals for i, row in enumerate(table.rows) if i not in ratios for c in row.claims if c)
    for line in table.columns if ratios and whole else ():
        line.claims = [None if i in ratios else c for i, c in enumerate(line.claims)]
    for line in table.columns:
        if line.role in ("level", "mixed") and not line.head.unit:
            kept = [None if c is not None and c.unit in (PERCENT, POINTS) else c for c in line.claims]
            left = [c for c in kept if c is not None]
            if left and len(left) < len([c for c in line.claims if c is not None]):
                line.claims = kept
                line.role = "level" if len({c.unit for c in left}) == 1 else line.role


def _is_ratio(row: Line) -> bool:
    """ "Ratio M/F: 6.5" among rows of whole numbers."""
    return "rated" in row.head.tags and any(c is not None and c.decimals for c in row.claims)


def said_total(rows: list[Line], roles: list[str], columns: list[Line]) -> None:
    """A first or last row called all of them ("All decisions"), or whose share is 100 while the others make 100.

    Its counts are the largest of most columns: the mean of all lies between theirs.
    """
    items = [i for i, role in enumerate(roles) if role in ("item", "rest", "subtotal")]
    for index in (items[-1], items[0]) if len(items) > MOST_TRIVIAL and "total" not in roles else ():
        others = [i for i in items if i != index]
        named = is_all(rows[index].head.text) and not any(is_all(rows[i].head.text) for i in others)
        if (named and _largest(columns, index, others)) or _is_hundred(columns, index, others):
            roles[index] = "total"
            rows[index].head = replace(rows[index].head, area="", stems=())
            return


def _largest(columns: list[Line], index: int, others: list[int]) -> bool:
    """In more columns of counts than not; where there are none, shares alone say nothing."""
    above = [
        head.amount >= max(c.amount for i in others if (c := line.claims[i]) is not None)
        for line in columns
        if line.role == "level" and (head := line.claims[index]) is not None and any(line.claims[i] for i in others)
    ]
    return above.count(True) > above.count(False)


def _is_hundred(columns: list[Line], index: int, others: list[int]) -> bool:
    """A column of shares has 100 here only, and the other rows make nearly that."""
    for line in columns:
        whole = line.claims[index]
        parts = [c.value for i in others if (c := line.claims[i]) is not None]
        if whole is None or whole.value != HUNDRED or line.role not in ("percent", "open") or len(parts) < len(others):
            continue
        if line.head.tags & {"change", "up", "down", "compare"} or not all(0 < v < HUNDRED for v in parts):
            continue
        if abs(sum(parts) - HUNDRED) < MOST_GAP:
            return True
    return False


def find_total(rows: list[Line], roles: list[str], columns: list[Line]) -> None:
    """A last or first row without a word for "total" is one where it is the sum of the others in most columns."""
    items = [i for i, role in enumerate(roles) if role in ("item", "rest", "subtotal")]
    if len(items) < 4:
        return
    for index in (items[-1], items[0]):
        others = [i for i in items if i != index and roles[i] != "subtotal"]
        kept = tested = 0
        for line in columns:
            parts = [line.claims[i] for i in others]
            target = line.claims[index]
            present = [p.interval for p in parts if p is not None]
            if line.role != "level" or target is None or len(present) < 3:
                continue
            tested += 1
            kept += total(present).meets(target.interval)
        if kept and kept * 2 >= tested:
            roles[index] = "total"
            rows[index].head = replace(rows[index].head, area="", stems=())
            return


def totals_of_groups(rows: list[Line], roles: list[str]) -> None:
    """ "North, total", "South, total" and a bare "Total": what is the total of something is a group of the table."""
    totals = [i for i, role in enumerate(roles) if role == "total"]
    bare = [i for i in totals if _BARE.fullmatch(rows[i].head.text)]
    if len(bare) != 1 or len(totals) < 3 or bare[0] not in (totals[0], totals[-1]):
        return
    for index in totals:
        if index != bare[0]:
            roles[index] = "subtotal"


def settle_rests(rows: list[Line], roles: list[str]) -> None:
    """ "Other non-CIS" is the rest of a group that has a row of its own, else it is that group."""
    named = {row.head.area for row in rows if "rest" not in row.head.tags}
    first: dict[str, Line] = {}
    for index, row in enumerate(rows):
        if roles[index] != "subtotal":
            continue
        heading = first.setdefault(row.head.area, row)
        if ("rest" in row.head.tags and row.head.area in named) or _smaller(row, heading):
            roles[index] = "rest"


def _smaller(row: Line, heading: Line) -> bool:
    """ "CIS states together" and, below its members, "small CIS flows": the second row of a group is no group."""
    one = next((c for c in row.claims if c is not None), None)
    other = next((c for c in heading.claims if c is not None), None)
    return row is not heading and one is not None and other is not None and abs(one.amount) * 2 < abs(other.amount)


def find_groups(rows: list[Line], roles: list[str], columns: list[Line]) -> None:
    """A row that the rows right below it add up to is their group, whatever it is called.

    One column may add up by chance: no more columns of counts may speak against it than for it. No country is the sum
    of other countries.
    """
    levels = [line for line in columns if line.role == "level"]
    for index, role in enumerate(roles[:MOST_GROUP_ROWS]):
        if role not in ("item", "rest") or all(_is_country(row) for row in rows[index : index + 2]):
            continue
        found = [_heads(line.claims, roles, index) for line in levels]
        if any(found) and found.count(False) <= found.count(True):
            roles[index] = "subtotal"


def find_closing(rows: list[Line], roles: list[str], columns: list[Line]) -> None:
    """A row below others that is called their subtotal, or that they add up to in more than one column."""
    for index, role in enumerate(roles[:MOST_GROUP_ROWS]):
        if role == "item" and index > 1 and closes_rows(rows, roles, columns, index):
            roles[index] = "subtotal"


def closes_rows(rows: list[Line], roles: list[str], columns: list[Line], index: int) -> bool:
    """The rows right above add up to it in more columns than they do not; it is no country among countries."""
    if rows[index].head.area or all(_is_country(row) for row in rows[index - 1 : index + 1]):
        return False
    levels = [line for line in columns if line.role == "level"]
    found = [_closes([line.claims[i] for i in above(roles, index)], line.claims[index]) for line in levels]
    least = 1 if _CLOSING.search(rows[index].head.text) else 2
    return found.count(True) >= least and found.count(False) <= found.count(True)


def above(roles: list[str], index: int) -> list[int]:
    """The rows right above it that have no total and no heading between, the nearest first."""
    found = []
    for row in range(index - 1, -1, -1):
        if roles[row] not in ("item", "rest"):
            break
        found.append(row)
    return found


def _closes(claims: list[Claim | None], head: Claim | None) -> bool | None:
    """Two or more numbers right above add up to this one exactly; None where small or signed numbers say nothing."""
    if head is None or head.value < LEAST_GROUP:
        return None
    low = high = Decimal(0)
    for step, claim in enumerate(claims):
        if claim is None or claim.value < 0:
            return None
        low, high = low + claim.interval.low, high + claim.interval.high
        if step and low <= head.interval.high and head.interval.low <= high:
            return True
    return False


def _is_country(row: Line) -> bool:
    return bool(row.head.area) and ":" not in row.head.area


def _heads(claims: list[Claim | None], roles: list[str], index: int) -> bool | None:
    """Two or more numbers below add up to this one exactly; None where small or signed numbers say nothing."""
    head = claims[index]
    if head is None or head.value < LEAST_GROUP:
        return None
    low = high = Decimal(0)
    for step, claim in enumerate(claims[index + 1 : index + MOST_GROUP_ROWS]):
        if claim is not None and claim.value < 0:
            return None
        if claim is None or roles[index + 1 + step] in ("total", "subtotal", "group"):
            return False
        low, high = low + claim.interval.low, high + claim.interval.high
        if step and low <= head.interval.high and head.interval.low <= high:
            return True
        if low > head.interval.high:
            return False
    return False


def row_role(head: Head, claims: list[Claim | None]) -> str:
    if not any(c is not None for c in claims):
        return "group" if head.text else "blank"
    if "total" in head.tags and LESS.search(head.text):
        return "rest"  # "Not listed (total less listed countries)"
    if "total" in head.tags and not head.area and "rest" not in head.tags:
        return "total"
    if "rest" in head.tags and head.area not in COMPLEMENTS.values():
        return "rest"
    if head.area.startswith("group:"):
        return "subtotal"
    return "part" if "ofwhich" in head.tags else "item"
