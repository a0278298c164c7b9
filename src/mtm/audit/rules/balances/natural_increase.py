"""Natural increase is births less deaths.

Rule natural_increase: a number that words or the heading of its row or column call the natural increase, change or
decrease, against the births and deaths of the same column or row of its table, of its paragraph, or else of its
section. It is wrong where these are the only ones, or a slip explains it, and the number is neither their difference
nor, without a sign, its size. It cannot see natural increases whose births or deaths are printed nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.causes.repair import candidates, required
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.meaning.tables import Line
from mtm.audit.relations import DIFFERENCE, Relation

RULE = "natural_increase"
LAST = True
# between natural increase and the balance of moves where one number is that of both
_JOINED = re.compile(
    r"(?:\s+[^\W\d]+){0,2}\s+(?:and|as well as|plus|(?:al|to)(?:ong|gether) with|и|вместе с|а также|және|мен|пен|бен)"
    r"\s+(?:[^\W\d]+\s+){0,2}",
    re.I,
)
TAG, BORN, DIED = "natural", "born", "died"
REACH, MOST = 80, 4
FAR = 4  # a difference several times as large is one of other people
_LOSING = frozenset(("negative", "down", "net_loss", "lost"))
_GAINING = frozenset(("positive", "up", "net_gain"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every natural increase whose births and deaths are known."""
    for table in reading.tables:
        for lines in (table.rows, table.columns):
            yield from _in_table(lines)
    settled = {id(r.target) for r in reading.relations if r.holds and r.kind == DIFFERENCE}
    for sentence in reading.sentences:
        if sentence.kind not in ("note", "head", "heading") and sentence.claims and sentence.tagged(TAG):
            claim = _named(sentence)
            if claim is not None and id(claim) not in settled:
                yield from _in_text(reading, sentence, claim)


def _in_table(lines: list[Line]) -> Iterator[Relation]:
    """One line for births, one for deaths and one for the natural increase: compared cell by cell."""
    found = {tag: [line for line in lines if _is(line, tag)] for tag in (TAG, BORN, DIED)}
    if any(len(named) != 1 for named in found.values()):
        return
    natural, born, died = found[TAG][0], found[BORN][0], found[DIED][0]
    for claim, one, two in zip(natural.claims, born.claims, died.claims, strict=True):
        if claim is None or one is None or two is None or len({claim.unit, one.unit, two.unit}) > 1:
            continue
        if claim.unit not in (PERCENT, POINTS):
            yield _made(claim, one, two, _signed(claim, ""))


def _is(line: Line, tag: str) -> bool:
    tags = line.head.tags
    others = {TAG, BORN, DIED} - {tag}
    return tag in tags and (tag == TAG or tags.isdisjoint(others))


def _named(sentence: Sentence) -> Claim | None:
    """The count that the words lead to, or that stands before them."""
    counts = [
        c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES) and not c.hedge and c.time != "before"
    ]
    for cue in sentence.tagged(TAG):
        if _with_moves(sentence, cue):
            continue
        after = [c for c in counts if 0 <= c.start - cue.end < REACH]
        before = [c for c in counts if 0 <= cue.start - c.end < REACH // 4]
        if after and not _turns(sentence, cue.end, after[0].start):
            return after[0]
        if before:
            return before[-1]
    return None


def _with_moves(sentence: Sentence, cue: Cue) -> bool:
    """ "net migration and natural increase resulted in a growth of 55,900": the number is that of both."""
    text = sentence.piece.text
    others = [c for c in sentence.tagged("balance") if c.end <= cue.start or c.start >= cue.end]
    return any(_JOINED.fullmatch(text, min(c.end, cue.end), max(c.start, cue.start)) for c in others)


def _turns(sentence: Sentence, start: int, end: int) -> bool:
    """Births or deaths are named between: the number is theirs."""
    return any(start <= c.start < end and c.tags & {BORN, DIED} for c in sentence.cues)


def _in_text(reading: Reading, sentence: Sentence, claim: Claim) -> Iterator[Relation]:
    paragraph = [c for s in reading.by_block.get(sentence.block, ()) for c in s.claims]
    for claims in (paragraph, reading.by_section.get(sentence.section, [])):
        sides = [[c for c in claims if _of_side(c, claim, side)] for side in (BORN, DIED)]
        if not all(sides):
            continue
        signs = _signed(claim, _words(sentence, claim))
        tried = [_made(claim, one, two, signs) for one in sides[0][:MOST] for two in sides[1][:MOST]]
        alone = len({c.amount for c in sides[0]}) == len({c.amount for c in sides[1]}) == 1
        held = next((r for r in tried if r.holds), None)
        if held is not None:
            yield held
        elif _slipped(tried[0]) or (alone and _of_one_size(tried[0])):
            yield tried[0]
        return


def _of_side(other: Claim, claim: Claim, side: str) -> bool:
    if other is claim or not is_level(other) or other.time == "before" or other.period == "<" or other.hedge:
        return False
    return other.axes.get("vital") == side and other.unit == claim.unit and other.area == claim.area


def _words(sentence: Sentence, claim: Claim) -> str:
    """Which way the words around it say: "-", "+" or "" where they leave it open or name both."""
    if claim.time:
        return ""  # "кеміп, 221 мың болды": the words tell how it moved
    near = [c.tags for c in sentence.cues if TAG in c.tags or 0 <= claim.start - c.end < REACH]
    text = sentence.text.lower()
    losing = any(t & _LOSING for t in near) or any(w in text for w in ("natural decrease", "убыль", "убыли", "кему"))
    gaining = any(t & _GAINING for t in near)
    return "" if losing == gaining else "-" if losing else "+"


def _signed(claim: Claim, said: str) -> tuple[bool, bool]:
    """Whether the number counts as positive, as negative; an unsigned one without words as both."""
    if claim.table >= 0:
        return claim.value >= 0, claim.value < 0
    if claim.sign in ("+", "-"):
        return claim.value > 0, claim.value < 0
    return said != "-", said != "+"


def _made(claim: Claim, born: Claim, died: Claim, signs: tuple[bool, bool]) -> Relation:
    expected = born.interval - died.interval
    size = claim.interval if claim.value >= 0 else -claim.interval
    holds = (signs[0] and size.meets(expected)) or (signs[1] and size.meets(-expected))
    relation = Relation(RULE, DIFFERENCE, claim, (born, died), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"natural{claim.block}.{claim.start}", {"sentence": "difference"}
    return relation


def _slipped(relation: Relation) -> bool:
    """One slip of typing explains it, or the lost or mistaken side."""
    wanted = (relation.expected, -relation.expected)
    if relation.target.interval.meets(-relation.expected) or any(candidates(relation.target, w) for w in wanted):
        return True
    return any((w := required(relation, c)) is not None and candidates(c, w) for c in relation.operands)


def _of_one_size(relation: Relation) -> bool:
    size, wanted = abs(relation.target.amount), abs(relation.expected.middle)
    return max(size, wanted) <= FAR * min(size, wanted)
