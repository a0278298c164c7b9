"""A word of direction must agree with the two values whose change it tells.

Rule direction_of_change: a change without a sign, or a multiple, whose size two values give exactly: those of its own
sentence, of the sentence before, or the earlier value of its own sentence and a later one of the text before it. Where
only the opposite direction gives that size, the word is wrong. It cannot see directions of changes whose size fits no
two values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.evidence.structure import of_the_move
from mtm.audit.gathered.both_ways import ends
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.pairs import BACK, OWN, SECTION, Pair, alike, before, in_tables, pairs, rows_of
from mtm.audit.gathered.turns import signed_cells
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect
from mtm.kit.intervals import Interval

RULE = "direction_of_change"
NEAR, TELLING = 60, 2
TOUCHING, MOST_VALUES = 3, 6
_NOW = re.compile(
    r"\s*(?:than\s+)?(?:now|today|at present|currently|this (?:year|time|quarter|month|season))\b"
    r"|,?\s*(?:чем\s+)?(?:сейчас|теперь|ныне|сегодня|в (?:этом|текущем|нынешнем) \w+)\b",
    re.I,
)
_NOW_KK = re.compile(r"(?:қазіргіден|бүгінгіден|биылғыдан|қазіргі \w+[дт][ае]н)\s+(?:\S+\s+){0,3}$", re.I)
MOST_WIDE, LEEWAY = 2, 4  # the width that two values leave to a change: of its own rounding, of its size


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every unsigned change whose size fits two values near it."""
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading"):
            continue
        for claim in sentence.claims:
            if claim.direction and _in_words(claim) and claim.value:
                relation = _relation(reading, sentence, claim)
                if relation is not None:
                    yield relation


def _in_words(claim: Claim) -> bool:
    """The sign is no mark: "plus 35 %" has it in a word."""
    return claim.sign not in ("+", "-") or claim.printed[:1].isalnum()


def _tells_change(claim: Claim, sentence: Sentence) -> bool:
    """A percentage or difference of change, or a number of times."""
    if claim.role == "change" or _in_brackets(claim, sentence):
        return True
    return any(0 <= cue.start - claim.end < 3 for cue in sentence.tagged("times")) and claim.value > 1


def _in_brackets(claim: Claim, sentence: Sentence) -> bool:
    """ "a slight rise (380 persons)"."""
    if claim.piece.text[claim.start - 2 : claim.start] != " (" or claim.unit in (POINTS, TIMES):
        return False
    return any(c.end == claim.start - 2 and c.tags & {"up", "down"} for c in sentence.cues)


def _relation(reading: Reading, sentence: Sentence, claim: Claim) -> Relation | None:
    cue = _word(sentence, claim)
    if cue is None or _than_now(sentence, cue):
        return None
    if not _tells_change(claim, sentence):
        return _worded(sentence, claim, cue, _by_both(reading, sentence, claim))
    fitting = [p for p in pairs(reading, sentence, claim) if _fits(claim, p) and _exact(claim, p)]
    ways: dict[int, tuple[Claim, ...]] = {_way(p): (p.now, p.before) for p in reversed(fitting)}
    ways = ways or _by_base(sentence, claim) or _by_printed_step(reading, sentence, claim)
    ways = ways or _in_rows(reading, sentence, claim) or _by_both(reading, sentence, claim)
    return _worded(sentence, claim, cue, ways)


def _worded(sentence: Sentence, claim: Claim, cue: Cue, ways: dict[int, tuple[Claim, ...]]) -> Relation | None:
    """The word's relation to the values of the way that it names, or else of the other way."""
    if not ways:
        return None
    holds = claim.direction in ways
    others = ways[claim.direction if holds else -claim.direction]
    relation = Relation(RULE, "word", claim, others, claim.interval, holds, note="word")
    relation.words = ((cue.start, cue.end, sentence.number),)
    relation.family = f"word{sentence.number}.{cue.start}"
    relation.params = {
        "word": sentence.piece.text[cue.start : cue.end],
        "operands": ", ".join(o.printed.strip() for o in others),
    }
    return relation


def _by_base(sentence: Sentence, claim: Claim) -> dict[int, tuple[Claim, ...]]:
    """Two values without a time: a percentage that only one of them makes as the base says which came first."""
    values = [c for c in sentence.claims if is_level(c) and c.value > 0 and not c.time and not c.hedge]
    if claim.unit != PERCENT or len(values) != 2 or not alike(*values) or min(map(significant, values)) < TELLING:
        return {}
    one, two = values
    fitting = [p for p in (Pair(one, two, OWN), Pair(two, one, OWN)) if _fits(claim, p)]
    return {_way(fitting[0]): fitting[0][:2]} if len(fitting) == 1 else {}


def _by_printed_step(reading: Reading, sentence: Sentence, claim: Claim) -> dict[int, tuple[Claim, ...]]:
    """ "At the peak there were 27,500, today 18,700. 8,800 went home, the number has fallen by 32 %": told as base."""
    if claim.unit != PERCENT or not any(is_level(c) for c in sentence.claims):
        return {}
    steps = {c.amount for c in sentence.claims if c is not claim and c.exact}
    others = [s for step in (1, BACK) if (s := before(reading, sentence, step)) is not None]
    values = [c for s in others for c in s.claims if is_level(c) and c.exact and c.value > 0 and not c.hedge]
    found: dict[int, tuple[Claim, ...]] = {}
    for now, then in permutations(values[:MOST_VALUES], 2):
        if abs(now.amount - then.amount) in steps and alike(now, then) and _fits(claim, Pair(now, then, OWN)):
            found[_way(Pair(now, then, OWN))] = (now, then)
    return found if len(found) == 1 else {}


def _by_both(reading: Reading, sentence: Sentence, claim: Claim) -> dict[int, tuple[Claim, ...]]:
    """The number and the percentage together say between which two values of the report it went."""
    if any(c.unit == PERCENT and of_the_move(c) for c in sentence.claims):
        return {}  # "1,105 people, or 50.5 % of the gain of the others"
    return {_way(p): (p.now, p.before) for p in reversed(ends(reading, sentence, claim))}


def _in_rows(reading: Reading, sentence: Sentence, claim: Claim) -> dict[int, tuple[Claim, ...]]:
    """What the table rows of the name say: two cells of two periods, or a signed change of the same size."""
    names = {a.code for a in sentence.areas}
    name = claim.area or (names.pop() if len(names) == 1 else "")
    if not name or len(str(abs(claim.value)).replace(".", "").lstrip("0")) < TELLING:
        return {}
    found = [p for p in in_tables(reading, name, claim.axes) if _fits(claim, p)]
    ways: dict[int, tuple[Claim, ...]] = {_way(p): (p.now, p.before) for p in reversed(found)}
    for cell in (c for row in rows_of(reading, name) for c in row):
        same = (abs(cell.value), cell.decimals, cell.unit) == (abs(claim.value), claim.decimals, claim.unit)
        moved = cell.role == "change" or id(cell) in signed_cells(reading)
        if same and moved and cell.value and not conflict(cell.axes, claim.axes):
            ways.setdefault(1 if cell.value > 0 else -1, (cell,))
    return ways


def _word(sentence: Sentence, claim: Claim) -> Cue | None:
    """The word that gave the number its direction."""
    tag, other = ("up", "over") if claim.direction > 0 else ("down", "under")
    cues = [c for c in sentence.tagged(tag) if c.end - c.start > 1]
    cues += [c for c in sentence.tagged(other) if 0 <= c.start - claim.after < TOUCHING]
    cues = [c for c in cues if not _beyond(sentence, claim, c)] or cues
    cue = min(cues, key=lambda c: min(abs(c.start - claim.end), abs(claim.start - c.end)), default=None)
    near = cue is not None and min(abs(cue.start - claim.end), abs(claim.start - cue.end)) < NEAR
    return cue if near else None


def _beyond(sentence: Sentence, claim: Claim, cue: Cue) -> bool:
    """ "rose during 2022, by 235, and grew during 2023, by 165": the word behind the comma leads to the next number."""
    if sentence.language == "kk" or cue.start < claim.after + TOUCHING:
        return False
    return any(claim.after <= c.start < cue.start and c.mark in ",;" for c in sentence.cuts)


def _than_now(sentence: Sentence, cue: Cue) -> bool:
    """ "that is 740 more than now", «больше, чем сейчас», "қазіргіден көп": the word goes back in time."""
    text = sentence.piece.text
    return bool(_NOW.match(text, cue.end) or _NOW_KK.search(text[max(0, cue.start - NEAR) : cue.start]))


def _way(pair: Pair) -> int:
    return 1 if pair.now.interval.low > pair.before.interval.high else -1


def _fits(claim: Claim, pair: Pair) -> bool:
    """The two values differ and make the size of the change, whatever its direction."""
    now, then = pair.now.interval, pair.before.interval
    if now.meets(then):
        return False
    if claim.role != "change":
        ratio = now / then if now.low > then.low else then / now
        half = Decimal(1).scaleb(-claim.decimals)
        return ratio.meets(Interval(claim.value - half, claim.value + half))
    found = expect(CHANGE if claim.unit == PERCENT else DIFFERENCE, (now, then))
    own = claim.interval
    return found is not None and (own.meets(found) or own.meets(-found)) and _sharp(claim, found)


def _sharp(claim: Claim, found: Interval) -> bool:
    """Not 1.7 less 1.4: two values in few digits make any change of that order."""
    return found.width <= max(claim.interval.width * MOST_WIDE, abs(claim.value) / LEEWAY)


def _exact(claim: Claim, pair: Pair) -> bool:
    """Two digits and more are no chance beside the values of their own paragraph; farther off it takes three."""
    digits = len(str(abs(claim.value)).replace(".", "").lstrip("0"))
    least = 3 if pair.reach == SECTION else 1 if pair.now.sentence == pair.before.sentence else 2
    return digits >= least
