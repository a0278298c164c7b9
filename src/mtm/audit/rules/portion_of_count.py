"""A portion in words must agree with the count that stands for it and the whole that the count belongs to.

Rule portion_of_count: "almost half of them (10,190 permits)", "247 applications, i.e. three in five", "104,800, equal
to a third of the total": the count over the whole that other arithmetic of the report has found for it, else over the
number that the sentence before it opens with. Words allow what they allow beside a percentage. It is wrong where no
number of the paragraph is a whole that fits; where no whole is known, the count must be exactly another plain portion
(a half, a third, three quarters) of a number of its paragraph or list. It cannot see counts whose whole is printed
nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.belonging import known_wholes
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import before, values
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.audit.rules.portion_word import Portion, made, moves, portions
from mtm.kit.intervals import share

RULE = "portion_of_count"
LAST = True
REACH, TOUCHING, CLOSE, SHORT, MOST, NOUN = 60, 12, 4, 3, 3, 24
HALF, FULL = 50, 100
BEFORE, AROUND, LEAST = 6, 12, 30
PLAIN = (2, 3, 4, 5)  # halves, thirds, quarters, fifths
Wholes = dict[int, list[Claim]]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every portion in words that a count of its sentence restates."""
    wholes: dict[int, list[Claim]] | None = None
    bases: dict[int, list[Claim]] = {}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or not sentence.claims or not sentence.cues:
            continue
        said = portions(sentence)
        if not 0 < len(said) <= MOST or moves(sentence):
            continue
        rates = [c.interval for c in sentence.claims if c.unit == PERCENT]
        for portion in said:
            bulk = portion.allowed.low < HALF and portion.allowed.high == FULL  # "the main part" may be the largest
            told = any(rate.meets(portion.allowed) for rate in rates)  # "over a third of those from abroad (35.2 %)"
            part = _restating(sentence, portion) if not (bulk or told) else None
            if part is None:
                continue
            if wholes is None:
                wholes, bases = known_wholes(reading), _bases(reading)
            relation = _relation(reading, sentence, portion, part, (wholes, bases))
            if relation is not None:
                yield relation


def _bases(reading: Reading) -> dict[int, list[Claim]]:
    """The wholes of the shares that hold, by paragraph."""
    found: dict[int, list[Claim]] = {}
    for relation in reading.relations:
        if relation.holds and relation.kind == SHARE and relation.target.table < 0 and len(relation.operands) == 2:
            found.setdefault(relation.target.block, []).append(relation.operands[1])
    return found


def _restating(sentence: Sentence, portion: Portion) -> Claim | None:
    """The one count that brackets, a colon or a word such as "or" join to the portion."""
    levels = [c for c in sentence.claims if is_level(c) and c.value > 0 and c.time != "before" and not c.total]
    joined = [c for c in levels if _joined(sentence, portion, c)]
    return joined[0] if len(joined) == 1 else None


def _joined(sentence: Sentence, portion: Portion, count: Claim) -> bool:
    after = portion.end <= count.start
    first, last = (portion.end, count.start) if after else (count.after, portion.words[0])
    between = sentence.piece.text[first:last]
    if not 0 <= first <= last or len(between) > REACH or _numbers(sentence, first, last):
        return False
    if any(m in between for m in ";)") or any(first <= c.start < last for c in sentence.claims if c is not count):
        return False
    words = [c for c in sentence.tagged("orword") if first <= c.start and c.end <= last]
    if words and last - words[-1].end <= TOUCHING:
        return True
    if not after and between.endswith(("– ", "— ")) and not _behind(sentence, portion):
        return True  # "5,180 were alone – about three in five."
    return _opens(sentence, count, between) if after else _follows(sentence, portion, between)


def _numbers(sentence: Sentence, first: int, last: int) -> bool:
    """Digits that are no period's stand between."""
    text = sentence.piece.text
    return any(
        text[at].isdigit() and not any(p.start <= at < p.end for p in sentence.periods) for at in range(first, last)
    )


def _behind(sentence: Sentence, portion: Portion) -> str:
    """What follows the portion in its sentence."""
    return sentence.piece.text[max(portion.end, portion.words[1]) : sentence.end].strip(" .;*_")


def _opens(sentence: Sentence, count: Claim, between: str) -> bool:
    """ "half of them (10,190)", "half of them – Poles: 10,190", "half of them, 10,190, came by road"."""
    following = sentence.piece.text[count.after :].lstrip()
    if between.endswith("("):
        return "," not in between and following[:1] != "," and "%" not in following[:12]
    if between.endswith((": ", "– ", "— ")):
        return "," not in between
    return between.endswith(", ") and between.count(",") == 1 and "," in following[:NOUN]


def _follows(sentence: Sentence, portion: Portion, between: str) -> bool:
    """ "15,870 moved to Germany, a quarter of the total", "241.6 million (a good third of the total)"."""
    of = any(0 <= c.start - portion.end <= CLOSE and c.tags & {"whole", "ofwhich"} for c in sentence.cues)
    text = sentence.piece.text[portion.end : portion.end + CLOSE * 3].lower()
    of = of or "total" in text or "общ" in text or "жалпы" in between.lower()
    if "(" in between:
        return of and between.count("(") == 1
    return of and between.count(",") == 1 and len(between.rpartition(",")[2].split()) < SHORT


def _relation(
    reading: Reading, sentence: Sentence, portion: Portion, part: Claim, found: tuple[Wholes, Wholes]
) -> Relation | None:
    wholes, bases = found
    known = [*wholes.get(id(part), ()), *bases.get(part.block, ()), *(c for c in sentence.claims if c.total)]
    near = [c for s in reading.by_block.get(sentence.block, ()) for c in values(s) if c.time != "before"]
    around = [*known, *near, *(() if known else totals_near(reading, part))]
    fitting = next((w for w in around if _may_be(w, part) and _fits(portion, part, w)), None)
    if fitting is not None:
        return made(RULE, sentence, portion, (part, fitting), True)
    if any(c.unit == PERCENT and c.interval.meets(portion.allowed) for c in sentence.claims):
        return None  # "165,357, over a third of those from other countries (34.2%)"
    meant = (
        _first(part, known)
        or _first(part, _opening(reading, sentence))
        or _plainly(reading, sentence, (portion, part), near)
    )
    return made(RULE, sentence, portion, (part, meant), False) if meant is not None and not part.hedge else None


def _opening(reading: Reading, sentence: Sentence) -> list[Claim]:
    """What the sentence before begins with, unless it goes on a list itself."""
    previous = before(reading, sentence)
    given = [c for c in values(previous) if c.time != "before"] if previous is not None else []
    return given[:1] if len(given) == 1 or (given and given[0].total) else []


def _first(part: Claim, wholes: Iterable[Claim]) -> Claim | None:
    return next((w for w in wholes if _may_be(w, part) and not conflict(w.axes, part.axes)), None)


def _plainly(reading: Reading, sentence: Sentence, said: tuple[Portion, Claim], near: list[Claim]) -> Claim | None:
    """The number that the count is exactly another plain portion of: 6,480 of 8,640 are three quarters."""
    portion, part = said
    if sentence.kind == "item":  # the items above it
        first = max(0, sentence.number - BEFORE)
        above = [s for s in reading.sentences[first : sentence.number] if s.section == sentence.section]
        near = [*near, *(c for s in above for c in values(s))]
    if any(c.amount > part.amount and _fits(portion, part, c) for c in _all(reading, sentence)):
        return None  # of whatever that number counts
    found = [w for w in near if _may_be(w, part) and not conflict(w.axes, part.axes)]
    return next((w for w in found if part.exact and w.exact and _plain(part, w)), None)


def _all(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """Every number of its section not far before and behind it, of whatever unit."""
    for near in reading.sentences[max(0, sentence.number - AROUND) : sentence.number + AROUND]:
        if near.section == sentence.section:
            yield from near.claims


def _plain(part: Claim, whole: Claim) -> bool:
    if part.amount < LEAST:
        return False
    return any((part.amount * below) % whole.amount == 0 for below in PLAIN)


def _may_be(whole: Claim, part: Claim) -> bool:
    return whole is not part and whole.unit == part.unit and whole.interval.low > 0 and whole.amount > part.amount


def _fits(portion: Portion, part: Claim, whole: Claim) -> bool:
    return share(part.interval, whole.interval).meets(portion.allowed)
