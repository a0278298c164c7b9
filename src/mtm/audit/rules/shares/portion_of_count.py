"""A portion in words must agree with the count that stands for it and the whole that the count belongs to.

Rule portion_of_count: "almost half of them (10,190 permits)", "247 applications, i.e. three in five", "248 had taken a
step. They are exactly a tenth of the sample": the count over the whole that other arithmetic of the report has found
for it, else over the number that the sentence before it opens with. Words allow what they allow beside a percentage. It
is wrong where no number of the paragraph is a whole that fits, nor one of the section that fits closely; where no whole
is known, the count must be exactly another plain portion (a half, a third, three quarters) of a number of its section.
It cannot see counts whose whole is printed nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.belonging import known_wholes
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import before, same_unit, values
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import REST, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.audit.rules.shares.portion_joined import Joined, restated
from mtm.audit.rules.shares.portion_word import Portion, made, moves, portions
from mtm.kit.intervals import Interval, share, total

RULE = "portion_of_count"
LAST = True
MOST, FEW = 3, 2
HALF, FULL = 50, 100
LEAST, TELLING = 30, 3
BACK, AHEAD = 60, 30  # claims of the section before and behind
PLAIN = (2, 3, 4, 5, 6, 7, 8, 10, 20)  # halves, thirds, quarters, fifths …
CLOSE = Decimal("0.025")
_EXACTLY = re.compile(r"(?:exactly|precisely|ровно|точно|в точности|дәл|тура)\s+(?:a\s+|one\s+|одн\w+\s+)?$", re.I)
_SO = re.compile(
    r"\b(?:therefore|thus|accordingly|hence|in other words|put differently|this means|that means|that is|it follows"
    r"|таким образом|стало быть|следовательно|значит|иначе говоря|другими словами|итак|это означает|то есть"
    r"|демек|сонымен|осылайша|яғни|басқаша айтқанда|сөйтіп)\b",
    re.I,
)
Wholes = dict[int, list[Claim]]


class Around(NamedTuple):
    """Numbers that may be the whole: known ones, those of the paragraph, those of the section."""

    known: list[Claim]
    near: list[Claim]
    far: list[Claim]
    every: list[Claim]  # of whatever unit and time


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every portion in words that a count restates."""
    found: tuple[Wholes, Wholes] | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.cues:
            continue
        said = portions(sentence)
        if not 0 < len(said) <= MOST or moves(sentence):
            continue
        for portion in said:
            if _told(sentence, portion):
                continue
            joined = restated(sentence, portion)
            found = (known_wholes(reading), _bases(reading)) if found is None else found
            if joined is not None:
                relation = _relation(reading, sentence, portion, joined, found)
            else:
                relation = _concluded(reading, sentence, portion) if len(said) == 1 else None
            if relation is not None:
                yield relation


def _told(sentence: Sentence, portion: Portion) -> bool:
    """ "The main part" may be the largest; "over a third of those from abroad (35.2 %)" is told by its percentage."""
    if portion.allowed.low < HALF and portion.allowed.high == FULL:
        return True
    return any(c.unit == PERCENT and c.interval.meets(portion.allowed) for c in sentence.claims)


def _bases(reading: Reading) -> Wholes:
    """The wholes of the shares that hold, by paragraph."""
    found: dict[int, list[Claim]] = {}
    for relation in reading.relations:
        if relation.holds and relation.kind == SHARE and relation.target.table < 0 and len(relation.operands) == 2:
            found.setdefault(relation.target.block, []).append(relation.operands[1])
    return found


def _relation(
    reading: Reading, sentence: Sentence, portion: Portion, joined: Joined, found: tuple[Wholes, Wholes]
) -> Relation | None:
    part = joined.part
    around = _around(reading, sentence, part, found)
    if joined.whole is not None:
        around = Around([joined.whole], [c for c in sentence.claims if is_level(c)], [], [])
    fitting = _fitting(sentence, portion, part, around)
    if fitting is not None:
        return made(RULE, sentence, portion, (part, fitting), True)
    if part.hedge or _of_all_listed(sentence, portion, part, around):
        return None
    opening = _opening(reading, sentence) if joined.close else []
    meant = _first(part, around.known) or _first(part, opening) or _plainly(part, around)
    return made(RULE, sentence, portion, (part, meant), False) if meant is not None else None


def _of_all_listed(sentence: Sentence, portion: Portion, part: Claim, around: Around) -> bool:
    """ "Nearly two thirds earn something: 540 by odd jobs, 396 by a job, 252 on their land": all of them together."""
    listed = [c for c in sentence.claims if c.start >= part.start and is_level(c) and c.unit == part.unit]
    if len(listed) < 2 or ":" not in sentence.piece.text[portion.end : part.start]:
        return False
    together = total(c.interval for c in listed)
    wholes = [c for c in (*around.known, *around.near, *around.far) if c.interval.low > together.high]
    return any(share(together, w.interval).meets(portion.allowed) for w in wholes)


def _around(reading: Reading, sentence: Sentence, part: Claim, found: tuple[Wholes, Wholes]) -> Around:
    wholes, bases = found
    known = [*wholes.get(id(part), ()), *bases.get(part.block, ()), *(c for c in sentence.claims if c.total)]
    near = [c for s in reading.by_block.get(sentence.block, ()) for c in values(s) if c.time != "before"]
    every = _of_section(reading, part)
    levels = [c for c in every if is_level(c) and c.time != "before"]
    return Around(known, near, [*levels, *(() if known else totals_near(reading, part))], every)


def _of_section(reading: Reading, part: Claim) -> list[Claim]:
    """The numbers of its section: the nearest before it, then those behind it."""
    found = reading.by_section.get(part.section, [])
    at = bisect_left(found, part.order, key=lambda c: c.order)
    return [c for c in (*reversed(found[max(0, at - BACK) : at]), *found[at : at + AHEAD]) if c.unit != PERCENT]


def _fitting(sentence: Sentence, portion: Portion, part: Claim, around: Around) -> Claim | None:
    """The first number of which the count is that portion: closely, where it stands further off."""
    exactly = _EXACTLY.search(sentence.piece.text, sentence.start, portion.words[0]) is not None
    middle = portion.allowed.middle
    tight = Interval(middle * (1 - CLOSE), middle * (1 + CLOSE))
    far = tight if portion.words[0] == portion.start else portion.allowed
    if not exactly:
        for whole in (*around.known, *around.near):
            if _may_be(whole, part) and share(part.interval, whole.interval).meets(portion.allowed):
                return whole
    larger = (c for c in (*around.known, *around.near, *around.far, *around.every) if c.amount > part.amount > 0)
    fitting = (c for c in larger if FULL * part.amount / c.amount in far)
    return next((c for c in fitting if not _rest(c, part) and _telling(part, c)), None)


def _rest(whole: Claim, part: Claim) -> bool:
    """ "A quarter live there, 4,675 persons. The other 14,025 …": what is left beside the part is not its whole."""
    return whole.area.startswith(REST) and not part.area.startswith(REST) and whole.block == part.block


def _opening(reading: Reading, sentence: Sentence) -> list[Claim]:
    """What the sentence before begins with, unless it goes on a list itself."""
    previous = before(reading, sentence)
    given = [c for c in values(previous) if c.time != "before"] if previous is not None else []
    return given[:1] if len(given) == 1 or (given and given[0].total) else []


def _first(part: Claim, wholes: Iterable[Claim]) -> Claim | None:
    return next((w for w in wholes if _may_be(w, part) and not conflict(w.axes, part.axes)), None)


def _plainly(part: Claim, around: Around) -> Claim | None:
    """The number that the count is exactly another plain portion of: 6,480 of 8,640 are three quarters."""
    found = [w for w in (*around.near, *around.far) if _may_be(w, part) and not conflict(w.axes, part.axes)]
    return next((w for w in found if _plain(part, w)), None)


def _plain(part: Claim, whole: Claim) -> bool:
    """Exactly a plain portion, and near or of the same things where the count is so round that chance could make it."""
    if part.amount < LEAST or part.hedge or whole.hedge:
        return False
    return _telling(part, whole) and any((part.amount * below) % whole.amount == 0 for below in PLAIN)


def _telling(part: Claim, whole: Claim) -> bool:
    """It is no chance that the two make a portion: many digits, the same paragraph or the same things."""
    if part.block == whole.block or len(part.digits.strip("0")) >= TELLING:
        return True
    return bool(part.unit) or not part.noun or not whole.noun or part.noun == whole.noun


def _may_be(whole: Claim, part: Claim) -> bool:
    larger = whole is not part and whole.interval.low > 0 and whole.amount > part.amount
    return larger and same_unit(whole, part) and not _rest(whole, part)


def _concluded(reading: Reading, sentence: Sentence, portion: Portion) -> Relation | None:
    """ "128 agencies were found to … That is one agency in five.": the counts of the sentence that it goes on from."""
    if not (sentence.continues or _SO.search(sentence.piece.text, sentence.start, sentence.end)):
        return None
    parts = [c for c in values(sentence) if c.after <= portion.start]
    if not parts and not values(sentence):
        previous = before(reading, sentence)
        ready = previous is not None and previous.number == sentence.number - 1
        parts = values(previous) if previous is not None and ready else []
    if not 0 < len(parts) <= FEW:
        return None
    rounds = [(part, _around(reading, sentence, part, ({}, {}))) for part in parts]
    for part, around in rounds:
        fitting = _fitting(sentence, portion, part, around)
        if fitting is not None:
            return made(RULE, sentence, portion, (part, fitting), True)
    for part, around in rounds:
        meant = _plainly(part, around)
        if meant is not None:
            return made(RULE, sentence, portion, (part, meant), False)
    return None
