"""A share that stands apart from its count must be that count over its whole.

Rule named_share: a percentage without a count of its own ("Nationals of neighbouring countries accounted for 71.3 %
of all arrivals") against the one count that the report gives under the same name (a country, an age, the words around
it), over the whole that other arithmetic has found for this count, the total of its own sentence, or a total of the
text; or against the one table row of that name, over the totals of its columns. It is wrong where one slip of typing
in the percentage makes it of the one whole that is known. It cannot see shares whose count bears another name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.belonging import known_wholes
from mtm.audit.gathered.lists import is_level, listings
from mtm.audit.gathered.named_cells import NamedCells, Place
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.language.chunks import WORD
from mtm.audit.language.periods import compatible, order
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import REST, Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.segments import Segment
from mtm.audit.relations import SAME, SHARE, Relation
from mtm.kit.intervals import share

RULE = "named_share"
_PERFECT = re.compile(r"\bhad (?:been|named|made|stood|accounted)\b", re.I)  # "in Round 13 it had been 71.5%"
LAST = True
COMMON = 6  # a word beside more counts than these names none of them
MOST, LONG, BESIDE, NEAR, MOST_WIDE = 4, 3, 12, 40, 3
WIDE = Decimal("1.5")  # points that the rounding of part and whole may leave to their share
_PAUSE = re.compile(r"[\d,;:()]|\.\s")
_KINDS = ("age", "sex", "place")
_PLAIN = frozenset(("men", "women", "urban", "rural", "working", "young", "old"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every percentage that no other rule has settled and one count bears the name of."""
    settled = {id(c) for r in reading.relations for c in r.claims}
    settled |= {id(p.share) for listing in listings(reading) for p in listing.pairs}
    open_shares = [c for c in reading.claims if id(c) not in settled and _may_be_share(c)]
    open_shares = [c for c in open_shares if not of_earlier(reading.sentences[c.sentence], c)]
    if not open_shares:
        return
    open_shares = _of_own_time(reading, open_shares)
    names = _Names(reading)
    wholes = known_wholes(reading)
    cells = NamedCells(reading)
    for claim in open_shares:
        parts = names.parts(claim)
        relation = _relation(reading, claim, parts, wholes) if parts else None
        relation = relation if relation is not None else _of_row(reading, claim, cells)
        relation = relation if relation is not None else _as_printed(reading, claim, cells)
        if relation is not None:
            yield relation


def _of_row(reading: Reading, claim: Claim, cells: NamedCells) -> Relation | None:
    """ "Uzbekistan's share was 21.1 %": the cells of the one row of that name, over the totals of their columns."""
    name = _row_name(reading, claim, cells)
    if not name:
        return None
    pairs = [p for p in cells.with_wholes(name) if not conflict(p[0].axes, claim.axes)]
    printed = [c for claims in cells.named.get(name, {}).values() for c in claims if c.unit == PERCENT]
    if not pairs or any(c.interval.meets(claim.interval) for c in printed):
        return None
    tested = [_made(claim, *p) for p in pairs]
    for relation in tested:
        if relation.holds:
            return relation
    if not _others_fit(reading, claim, name, cells):
        return None  # a list that takes its shares of something else
    latest = max((p[0].period for p in pairs), key=order)
    near = [r for r, p in zip(tested, pairs, strict=True) if p[0].period == latest]
    if len(near) == 1 and (_slipped(near[0]) or _told_alike(reading, claim, near[0])):
        return near[0]
    others = [(r, w) for r in near for _, w in pairs if w is not r.operands[1] and w.table == r.operands[1].table]
    crossed = [r for r, w in others if _made(claim, r.operands[0], w).holds]
    return crossed[0] if len(crossed) == 1 and len(claim.digits) >= LONG else None


def _as_printed(reading: Reading, claim: Claim, cells: NamedCells) -> Relation | None:
    """The share that the row of the name prints itself, of the same side: two digits exchanged or one mistyped."""
    rows = cells.named.get(claim.area, {})
    printed = [c for claims in rows.values() for c in claims if c.unit == PERCENT and c.role == "level" and not c.sign]
    alike = [c for c in printed if compatible(c.period, claim.period) and not conflict(c.axes, claim.axes)]
    if not alike or len({c.value for c in alike}) > 1 or any(c.interval.meets(claim.interval) for c in printed):
        return None
    cell, side = alike[0], claim.axes.get("flow")
    if not side or cell.axes.get("flow") != side or cell.decimals != claim.decimals or len(claim.digits) < LONG:
        return None
    if not (exchange(claim, cell.interval) or digit(claim, cell.interval)) or _of_a_group(reading, claim, rows):
        return None
    relation = Relation(RULE, SAME, claim, (cell,), cell.interval, False, note="derived", support=1)
    relation.family, relation.params = f"named{claim.block}.{claim.start}", {"sentence": "share"}
    return relation


def _of_a_group(reading: Reading, claim: Claim, rows: Mapping[Place, list[Claim]]) -> bool:
    """The count of the row makes the share of a number that the paragraph names: of the group, not of all."""
    counts = [c for claims in rows.values() for c in claims if is_level(c)]
    wholes = [c for s in reading.by_block.get(claim.block, ()) for c in s.claims if is_level(c)]
    return any(_made(claim, part, whole).holds for part in counts for whole in wholes if whole.amount > part.amount)


def _told_alike(reading: Reading, claim: Claim, relation: Relation) -> bool:
    """Text and column say of whom the share is taken, and another share of the sentence is taken so: it holds."""
    flow = claim.axes.get("flow", "")
    others = [c for c in reading.sentences[claim.sentence].claims if c is not claim and c.unit == PERCENT]
    return claim.told and bool(others) and flow in ("in", "out") and relation.operands[0].axes.get("flow") == flow


def _others_fit(reading: Reading, claim: Claim, name: str, cells: NamedCells) -> bool:
    """Every other share of the sentence is that of its row."""
    found = reading.sentences[claim.sentence].claims
    others = [c for c in found if c is not claim and c.unit == PERCENT and c.role == "level" and c.time != "before"]
    return all(any(_made(c, *p).holds for p in cells.with_wholes(c.area or name)) for c in others)


def _row_name(reading: Reading, claim: Claim, cells: NamedCells) -> str:
    """The row that its stretch of the sentence names, or the sentence where that names one only."""
    part = next((p for p in reading.parts[claim.sentence] if any(c is claim for c in p.claims)), None)
    if part is None or len(part.claims) != 1:
        return ""
    here = {a.code for a in part.areas if a.code in cells.named}
    if claim.area and here:
        return claim.area if len(here) == 1 else ""
    sentence = reading.sentences[claim.sentence]
    names = [a.code for a in sentence.areas]
    if len(names) != 1 or sentence.tagged("not") or any(is_level(c) for c in sentence.claims):
        return ""
    return names[0] if names[0] in cells.named and claim.told and claim.area in (names[0], "") else ""


def _may_be_share(claim: Claim) -> bool:
    if claim.unit != PERCENT or claim.role != "level" or claim.table >= 0 or claim.hedge or claim.sign in ("+", "-"):
        return False
    return claim.time != "before" and 0 < claim.value < 100 and not claim.area.startswith(REST)


def _of_own_time(reading: Reading, shares: list[Claim]) -> list[Claim]:
    """Without those that words compare with, and those of another year than most numbers of the text."""
    years = Counter(c.period[:4] for c in reading.claims if c.period[:4].isdigit() and c.time != "before")
    own = max(years, key=lambda year: (years[year], year), default="")
    return [c for c in shares if c.period[:4] in ("", own) and not compared(reading.sentences[c.sentence], c)]


def compared(sentence: Sentence, claim: Claim) -> bool:
    """ "as compared with 20.7 %", "20.7 % a year earlier": between it and the next number or pause."""
    text = sentence.piece.text
    for cue in sentence.cues:
        low, high = (cue.end, claim.start) if cue.end <= claim.start else (claim.after, cue.start)
        if cue.tags & {"compare", "then", "earlier"} and 0 <= high - low < NEAR and not _PAUSE.search(text, low, high):
            return True
    return False


def of_earlier(sentence: Sentence, claim: Claim) -> bool:
    """A word of an earlier time stands beside the share, or opens the brackets that hold it.

    "13.2 %, against 18.2 % a year earlier", "82.8 % / 17.2 % (a year earlier: 87.8 % / 12.2 %)"
    """
    if sentence.language == "en" and _PERFECT.search(sentence.piece.text, sentence.start, claim.start):
        return True
    cues = [c for c in sentence.tagged("earlier") if not _in_brackets_of_another(sentence, claim, c)]
    if any(0 <= c.start - claim.after < BESIDE or 0 <= claim.start - c.end < BESIDE for c in cues):
        return True
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, claim.start)
    if opened < 0 or ")" in text[opened : claim.start]:
        return False
    return any(
        opened < cue.start < claim.start for tag in ("earlier", "then", "compare") for cue in sentence.tagged(tag)
    )


def _in_brackets_of_another(sentence: Sentence, claim: Claim, cue: Cue) -> bool:
    """ "87.8% (a year earlier 89.0%)": the brackets behind the share hold a number of their own."""
    text = sentence.piece.text
    opened = text.find("(", claim.after, cue.start)
    closed = text.find(")", cue.end)
    return opened >= 0 and closed >= 0 and any(opened < c.start < closed for c in sentence.claims)


class _Names:
    """Counts by country or group, by side of an axis, and by the words of their stretch of a sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words: dict[str, list[Claim]] = {}
        self.areas: dict[str, list[Claim]] = {}
        self.sides: dict[tuple[str, str], list[Claim]] = {}
        for sentence, parts in zip(reading.sentences, reading.parts, strict=True):
            if sentence.kind in ("note", "head", "heading"):
                continue
            for part in parts:
                counts = [c for c in part.claims if is_level(c) and not c.total and c.time != "before"]
                if len(counts) == 1:
                    self._add(sentence, part, counts[0])

    def _add(self, sentence: Sentence, part: Segment, count: Claim) -> None:
        for stem in _stems(sentence, part):
            self.words.setdefault(stem, []).append(count)
        if count.area:
            self.areas.setdefault(count.area, []).append(count)
        for kind in _KINDS:
            if kind in count.axes:
                self.sides.setdefault((kind, count.axes[kind]), []).append(count)

    def parts(self, claim: Claim) -> list[Claim]:
        """The counts of the same name, where they are all one number."""
        sentence = self.reading.sentences[claim.sentence]
        if any(is_level(c) for c in sentence.claims) and not claim.area:
            return []
        if claim.area:
            return _one(self.areas.get(claim.area, []), claim)
        for kind in _KINDS:
            if kind in claim.axes:
                return _one(self.sides.get((kind, claim.axes[kind]), []), claim)
        part = next((p for p in self.reading.parts[claim.sentence] if any(c is claim for c in p.claims)), None)
        votes: dict[int, tuple[int, Claim]] = {}
        for stem in _stems(sentence, part) if part is not None else ():
            named = self.words.get(stem, [])
            for count in named if len({c.amount for c in named}) <= COMMON else ():
                votes[id(count)] = (votes.get(id(count), (0, count))[0] + 1, count)
        best = max((number for number, _ in votes.values()), default=0)
        return _one([c for number, c in votes.values() if number == best], claim)


def _one(found: list[Claim], claim: Claim) -> list[Claim]:
    """Those of the same side; none where they are several numbers."""
    found = [c for c in found if not conflict(c.axes, claim.axes) and not c.hedge]
    return found[:MOST] if len({(c.amount, c.unit) for c in found}) == 1 else []


def _stems(sentence: Sentence, part: Segment) -> set[str]:
    """The words of a stretch that say what is counted, not how."""
    return {
        entry.stem
        for start, _, entry in sentence.found
        if part.start <= start < part.end
        and entry.kind == WORD
        and len(entry.stem) > LONG
        and not entry.stop
        and (not entry.tags or entry.tags & _PLAIN)
        and not entry.unit
        and not entry.area
    }


def _relation(reading: Reading, claim: Claim, parts: list[Claim], wholes: dict[int, list[Claim]]) -> Relation | None:
    known = [(p, w) for p in parts for w in (*wholes.get(id(p), ()), *_beside(reading, p)) if _may_be(w, p)]
    around = [(p, w) for p in parts for w in totals_near(reading, p) if _may_be(w, p)]
    tested = [_made(claim, p, w) for p, w in (*known, *around)]
    for relation in tested:
        if relation.holds:
            return relation
    near = tested[: len(known)]
    if not near or len({r.operands[1].amount for r in near}) > 1:
        return None
    return near[0] if _slipped(near[0]) else None


def _beside(reading: Reading, part: Claim) -> list[Claim]:
    """ "839 of the 1,182 assessed locations": the whole that the sentence of the count names."""
    return [c for c in reading.sentences[part.sentence].claims if c.total and is_level(c)]


def _may_be(whole: Claim, part: Claim) -> bool:
    if whole.unit != part.unit or whole.amount <= part.amount or whole.interval.low <= 0:
        return False
    return whole.time != "before"


def _slipped(relation: Relation) -> bool:
    """Two digits exchanged, or one of three digits typed differently."""
    claim, wanted = relation.target, relation.expected
    if wanted.width > max(MOST_WIDE * claim.interval.width, WIDE):
        return False  # 768.8 thousand of "2 million" is anything from 31 to 51 per cent: some digit always fits
    return bool(exchange(claim, wanted)) or (len(claim.digits) >= LONG and bool(digit(claim, wanted)))


def _made(claim: Claim, part: Claim, whole: Claim) -> Relation:
    expected = share(part.interval, whole.interval)
    holds = claim.interval.meets(expected)
    relation = Relation(RULE, SHARE, claim, (part, whole), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"named{claim.block}.{claim.start}", {"sentence": "share"}
    return relation
