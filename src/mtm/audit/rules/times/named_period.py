"""Numbers of one period must not be given for another.

Rule named_period: a quantity that the report states for its own period, stated again with the same value under
another period of the same kind (a quarter for a quarter), in a sentence, a caption or a column's heading; a title that
names another year than all that follows; a column of shares of another period than the column it is taken from. The
period that stands alone is the suspect. It cannot see periods of numbers that are stated once, or equal values of two
periods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.evidence.grounds import in_words
from mtm.audit.gathered.copies import groups_of_meaning, same_value, value_key
from mtm.audit.language.periods import Named, compatible
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.kit.intervals import Interval

RULE = "named_period"
LAST = True  # it looks at the shares that tables were found to hold
MOST = 60
MOST_LINES = 12
_LOOKS_BACK = frozenset(("largest", "smallest", "cumulative", "formerly", "then"))
TITLE = 4  # blocks from the top that may bear the title


def find(reading: Reading) -> Iterator[Relation]:
    """One relation per sentence or caption that names another period than the equal numbers elsewhere."""
    own = report_period(reading)
    if not own:
        return
    done: set[tuple[int, int]] = set()
    strange_cells = _repeated_cells(reading, own)
    stated, both = _stated(reading), _of_both(reading, own)
    yield from _title(reading, own)
    yield from _shares(reading)
    for claims in _groups(reading):
        claims = claims[:MOST]
        strange = [c for c in claims if _other(c.period, own) and in_words(c)]
        if not strange:
            continue
        known = [c for c in claims if (not c.period or c.period == own) and c.time != "before" and in_words(c)]
        precise = [c for c in known if c.exact]
        for claim in strange:
            among = precise if claim.exact and precise else known
            twin = next((o for o in among if same_value(claim, o) and o.block != claim.block), None)
            if claim.table >= 0 and (not _column(claim, strange_cells) or claim.table in both):
                continue
            if twin is not None and _elsewhere(claim, stated):
                continue
            place = _place(reading, claim) if twin is not None else None
            if twin is None or place is None or place[:2] in done:
                continue
            done.add(place[:2])
            yield _relation(claim, twin, place, own)


def _of_both(reading: Reading, own: str) -> set[int]:
    """Tables with a column of counts of the report's own period: the column beside it is of another one indeed."""
    found: set[int] = set()
    for table in reading.tables:
        levels = [line for line in table.columns if line.role == "level"]
        if any(line.head.period == own for line in levels) and any(_other(line.head.period, own) for line in levels):
            found.add(table.block)
    return found


def _stated(reading: Reading) -> dict[object, set[tuple[str, int]]]:
    """For every value the periods that the text states for it, with their blocks."""
    found: dict[object, set[tuple[str, int]]] = {}
    for claim in reading.claims:
        if claim.period:
            found.setdefault((claim.amount, claim.unit), set()).add((claim.period, claim.block))
    return found


def _elsewhere(claim: Claim, stated: dict[object, set[tuple[str, int]]]) -> bool:
    """The period does not stand alone: another block gives it to the same value."""
    return any(
        period == claim.period and block != claim.block for period, block in stated.get((claim.amount, claim.unit), ())
    )


def report_period(reading: Reading) -> str:
    """The period of the report: the quarter, half or run of months named most often, the first of equals.

    Words may compare with the year before in more places than they name the year itself: the same months of a later
    year, named in the text at least twice, go before.
    """
    counts: Counter[str] = Counter()
    blocks: dict[str, set[int]] = {}
    for sentence, period in _named(reading):
        counts[period.code] += 2 if sentence.kind != "head" else 1  # a column may be of an earlier period
        if sentence.kind != "head":
            blocks.setdefault(period.code, set()).add(sentence.block)
    first = next((p.code for s, p in _named(reading) if s.block < MOST_LINES and s.kind != "head"), "")
    own = max(counts, key=lambda code: (counts[code], code == first), default="") if first else ""
    later = (code for code in blocks if code[4:] == own[4:] and code > own)
    return max((code for code in later if _twice(code, blocks[code], counts)), default=own)


def _twice(code: str, named: set[int], counts: Counter[str]) -> bool:
    """Two places of the text name it, or the title and a table."""
    return len(named) > 1 or (min(named) < TITLE and counts[code] > 2)


def _repeated_cells(reading: Reading, own: str) -> Counter[tuple[int, int]]:
    """For every column of another period how many of its cells stand in the text, for the report's own or none."""
    text = {
        value_key(c) for c in reading.claims if c.table < 0 and c.time != "before" and (not c.period or c.period == own)
    }
    cells: Counter[tuple[int, int]] = Counter()
    for claim in reading.claims:
        key = value_key(claim)
        if claim.table >= 0 and key is not None and key in text and _other(claim.period, own):
            cells[claim.table, claim.column] += 1
    return cells


def _column(claim: Claim, cells: Counter[tuple[int, int]]) -> bool:
    """Two cells of a column must speak against its heading: a total of last year may well be quoted in the text."""
    return cells[claim.table, claim.column] > 1


def _named(reading: Reading) -> Iterator[tuple[Sentence, Named]]:
    """Every quarter, half and run of months of a known year that is not only compared with."""
    for sentence in reading.sentences:
        if sentence.kind == "note":
            continue
        for period in sentence.periods:
            if kind(period.code) in "QHM" and "?" not in period.code and not period.compared:
                yield sentence, period


def _title(reading: Reading, own: str) -> Iterator[Relation]:
    """The title's quarter has another year than the same quarter everywhere else, and stands nowhere else itself."""
    found = list(_named(reading))
    counts = Counter(period.code for _, period in found)
    for sentence, period in found:
        if sentence.block >= TITLE or sentence.claims or counts[period.code] > 1 or counts[own] < 2:
            continue
        if not _LOOKS_BACK.isdisjoint(sentence.tags()):
            continue  # "the largest outflow since the second quarter of 2014"
        year, _, rest = period.code.partition("-")
        if period.code == own or rest != own.partition("-")[2] or abs(int(year) - int(own[:4])) < 2:
            continue
        claim = next((c for c in reading.claims if c.period == own), None)
        if claim is not None:
            place = (period.start, period.end, sentence.number, period.code)
            relation = _relation(claim, claim, place, own)
            relation.topical = True
            yield relation


def _shares(reading: Reading) -> Iterator[Relation]:
    """A column of shares that fit the counts of one period and is headed by another."""
    heads = {(t.block, line.index): line for t in reading.tables for line in t.columns}
    done: set[tuple[int, int]] = set()
    for relation in reading.relations:
        target, part = relation.target, relation.operands[0] if relation.operands else relation.target
        key = (target.table, target.column)
        if (
            relation.kind != SHARE
            or not relation.holds
            or target.table < 0
            or part.table != target.table
            or key in done
        ):
            continue
        done.add(key)
        one, other = heads.get(key), heads.get((part.table, part.column))
        if one is None or other is None or not _other(one.head.period, other.head.period):
            continue
        place = _in_heads(reading, target.table, one.head.period)
        if place is not None:
            found = _relation(target, part, place, other.head.period)
            found.topical = True
            yield found


def kind(code: str) -> str:
    """Y, Q, H, M or D (a date); "<" for an earlier period without a name."""
    rest = code.partition("-")[2]
    if code == "<" or not code:
        return "<"
    return rest[0] if rest and rest[0] in "QHM" else "D" if rest else "Y"


def _other(code: str, own: str) -> bool:
    return bool(code) and kind(code) == kind(own) and not compatible(code, own)


def _groups(reading: Reading) -> Iterator[list[Claim]]:
    """Claims that mean the same, and claims that are copies by their digits."""
    by_value: dict[object, list[Claim]] = {}
    for claim in reading.claims:
        key = value_key(claim)
        if key is not None and claim.role == "level" and len(str(abs(claim.value)).replace(".", "")) > 3:
            by_value.setdefault(key, []).append(claim)
    yield from (c for c in by_value.values() if len(c) > 1)
    for key, claims in groups_of_meaning(reading).items():
        if key[2] == "level" and len(claims) > 1:
            yield [c for c in claims if c.time != "before"]


def _place(reading: Reading, claim: Claim) -> tuple[int, int, int, str] | None:
    """Where the period of a claim is named: offsets, sentence, code."""
    sentences: list[Sentence] = []
    if claim.table < 0:
        sentences = [s for s in reading.by_block.get(claim.block, ()) if s.number == claim.sentence]
    else:
        for back in (1, 2):
            sentences += reading.by_block.get(claim.block - back, ())
    for sentence in sentences:
        for period in sentence.periods:
            if period.code == claim.period and not period.compared:
                return period.start, period.end, sentence.number, period.code
    return _in_heads(reading, claim.table, claim.period) if claim.table >= 0 else None


def _in_heads(reading: Reading, table: int, code: str) -> tuple[int, int, int, str] | None:
    """Where a table's headings name a period."""
    for sentence in reading.by_table.get(table, ()):
        for period in sentence.periods:
            if period.code == code:
                return period.start, period.end, sentence.number, period.code
    return None


def _relation(claim: Claim, twin: Claim, place: tuple[int, int, int, str], own: str) -> Relation:
    relation = Relation(
        RULE, "period", claim, (twin,), Interval.exact(claim.value), False, certain=False, note="period"
    )
    relation.words = (place[:3],)
    relation.family = f"period{place[2]}.{place[0]}"
    relation.params = {"other": own, "expected": own, "number": claim.printed}
    return relation
