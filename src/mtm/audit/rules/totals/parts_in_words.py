"""Parts that words set beside their total must add up to it.

Rule parts_in_words: all counts in the parentheses behind a count ("412,600 consultations (319,765 to refugees and
92,835 to others)"), the two counts behind "including" or "of whom", what "Of the 171,270 …" names, what the sentence
after a single count lists ("They included …", "Of these …"), and lists by category, age or sex of a number that other
sums and shares of the report have as their whole. It is wrong where one slip of typing that chance seldom makes sets
the sum right: two digits exchanged, or any digit where the total is large. It cannot see lists that leave a part out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import Claim
from mtm.audit.gathered.belonging import strong_wholes
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import before, values
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.kit.intervals import Interval, total

RULE = "parts_in_words"
LAST = True
NOUN, MOST, FIRST, BEHIND = 60, 12, 60, 3
TRIES, LARGE = 9, 100  # slips of one digit; how many times more values than slips
LEAST_KNOWN = 3  # parts or shares that speak for a whole
_AGES = frozenset(("young", "working", "old"))
_TIMED = frozenset(("earlier", "compare", "then", "than"))
Parts = tuple[Claim, list[Claim]]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every total with its parts."""
    settled = {id(c) for r in reading.relations if r.kind == SUM and r.holds for c in r.operands}
    known: list[Claim] | None = None
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head", "heading") or len(sentence.claims) < 2:
            continue
        found = [*_bracketed(sentence), *_of_the(sentence), *_listed_after(reading, sentence), *_included(sentence)]
        for lead, parts in found:
            if not all(id(p) in settled for p in parts) and (relation := _tested(lead, parts)) is not None:
                yield relation
        items = _by_kind(sentence)
        if items and not found and not any(id(p) in settled for p in items):
            known = known if known is not None else strong_wholes(reading)
            relation = _of_known(items, known, reading.claims)
            if relation is not None:
                yield relation


def _counts(sentence: Sentence) -> list[Claim]:
    return [c for c in sentence.claims if is_level(c) and not c.hedge and c.value > 0]


def _bracketed(sentence: Sentence) -> Iterator[Parts]:
    """A count, its noun, and a bracket with nothing but its parts."""
    text = sentence.piece.text
    for lead in _counts(sentence):
        opened = text.find("(", lead.after, lead.after + NOUN)
        closed = text.find(")", opened) if opened >= 0 else -1
        if closed < 0 or any(c.isdigit() for c in text[lead.after : opened]) or "," in text[lead.after : opened]:
            continue
        inside = [c for c in sentence.claims if opened < c.start < closed]
        parts = [c for c in inside if is_level(c) and c.unit == lead.unit]
        plain = len(parts) == len(inside) > 1 and not any(c.time or c.hedge for c in (lead, *parts))
        if plain and not _timed(sentence, opened, closed) and all(p.amount < lead.amount for p in parts):
            yield lead, parts


def _timed(sentence: Sentence, start: int, end: int) -> bool:
    """Another time or a comparison is named between."""
    if any(start <= p.start < end for p in sentence.periods):
        return True
    return any(start <= c.start < end and c.tags & _TIMED for c in sentence.cues)


def _of_the(sentence: Sentence) -> Iterator[Parts]:
    """ "Of the 171,270 returnees, 128,450 came back from within the country and 42,820 from abroad"."""
    counts = _counts(sentence)
    if len(counts) < LEAST_KNOWN or not counts[0].total or counts[0] is not sentence.claims[0]:
        return
    lead, *parts = counts
    if lead.start - sentence.start < FIRST and _plain(sentence, lead, parts):
        yield lead, parts


def _plain(sentence: Sentence, lead: Claim, parts: Sequence[Claim]) -> bool:
    """Nothing but smaller counts of one unit and time, percentages apart."""
    if any(p.unit != lead.unit or p.amount >= lead.amount or p.time or p.total for p in parts) or lead.time:
        return False
    others = [c for c in sentence.claims if c is not lead and not any(c is p for p in parts)]
    first, last = parts[0].start, parts[-1].after
    return all(c.unit == "%" and c.role == "level" for c in others) and not _timed(sentence, first, last)


def _listed_after(reading: Reading, sentence: Sentence) -> Iterator[Parts]:
    """ "… 1,946 travellers. They included 1,021 women, 568 older persons and 357 children."."""
    parts = _counts(sentence)
    if len(parts) < 2 or not _goes_on(sentence, parts[0]):
        return
    previous = before(reading, sentence) or _paragraph_before(reading, sentence)
    given = values(previous) if previous is not None else []
    if len(given) == 1 and not given[0].hedge and _plain(sentence, given[0], parts):
        yield given[0], parts


def _paragraph_before(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The last sentence of the paragraph before, where this one opens the next: "Of those, …"."""
    other = reading.sentences[sentence.number - 1] if sentence.number else None
    if other is None or other.section != sentence.section or other.kind in ("note", "head", "heading"):
        return None
    return other if sentence.block == other.block + 1 else None


def _included(sentence: Sentence) -> Iterator[Parts]:
    """ "1,798,001 people, including 393,854 displaced (81,219 households) and 1,404,147 returnees"."""
    text, cues = sentence.piece.text, sentence.tagged("ofwhich")
    counts = [c for c in _counts(sentence) if _open(text, sentence.start, c.start)] if cues else []
    for at, cue in enumerate(cues):
        end = cues[at + 1].start if at + 1 < len(cues) else sentence.end
        ahead = [c for c in counts if c.after <= cue.start]
        parts = [c for c in counts if cue.end <= c.start < end]
        if len(ahead) > 1 and 0 <= cue.start - ahead[-1].after < BEHIND:
            parts = [ahead.pop(), *parts]  # "108,138 people, 84,231 of those applicants and 23,907 dependants"
        if ahead and _together(sentence, ahead[-1], parts):
            yield ahead[-1], parts


def _open(text: str, start: int, at: int) -> bool:
    """Not in brackets."""
    return text.count("(", start, at) == text.count(")", start, at)


def _together(sentence: Sentence, lead: Claim, parts: Sequence[Claim]) -> bool:
    """Two parts joined by "and", of one unit and time with what they are parts of."""
    if len(parts) != 2 or lead.time or ";" in sentence.piece.text[lead.after : parts[-1].start]:
        return False
    if any(p.unit != lead.unit or p.amount >= lead.amount or p.time or p.total for p in parts):
        return False
    joined = any(parts[0].after <= c.start < parts[1].start for c in sentence.tagged("and"))
    return joined and not _timed(sentence, lead.after, parts[-1].after)


def _goes_on(sentence: Sentence, first: Claim) -> bool:
    """It begins with "of these", or with "they" and a word for what they include."""
    cues = [c for c in sentence.tagged("ofwhich") if c.end <= first.start]
    if any(c.start - sentence.start < 3 for c in cues):
        return True
    return bool(cues) and "continuing" in sentence.found[0][2].tags


def _by_kind(sentence: Sentence) -> list[Claim]:
    """Three or more counts by category, or both sexes: nothing else in the sentence but percentages."""
    counts = [c for c in _counts(sentence) if not c.total]
    if not 2 <= len(counts) <= MOST or any(c.unit != counts[0].unit or c.time for c in counts):
        return []
    if any(c.unit != "%" for c in sentence.claims if not any(c is p for p in counts)) or sentence.tagged("rest"):
        return []
    sexes = sorted(str(c.axes.get("sex")) for c in counts) == ["men", "women"]
    ages = len(counts) == len(_AGES) and {c.axes.get("age") for c in counts} == _AGES
    listed = len(counts) > 2 and any(c.end <= counts[0].start for c in sentence.tagged("bykind"))
    return counts if sexes or ages or listed else []


def _of_known(items: list[Claim], known: list[Claim], printed: Sequence[Claim]) -> Relation | None:
    """The whole that the items make; else the only one from which one slip parts them."""
    largest = max(c.amount for c in items)
    wholes = [w for w in known if w.unit == items[0].unit and w.amount > largest]
    tested = [r for w in wholes if (r := _tested(w, items)) is not None]
    held = next((r for r in tested if r.holds), None)
    if held is None and any(
        total(p.interval for p in items).meets(c.interval) for c in printed if all(c is not p for p in items)
    ):
        return None  # another number of the text is what they make
    return held or (tested[0] if len(tested) == 1 else None)


def _tested(lead: Claim, parts: list[Claim]) -> Relation | None:
    expected = total(p.interval for p in parts)
    holds = lead.interval.meets(expected)
    if not holds and not _slipped(lead, parts, expected):
        return None
    relation = Relation(RULE, SUM, lead, tuple(parts), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"words{parts[0].block}.{parts[0].start}", {"sentence": "sum"}
    return relation


def _slipped(lead: Claim, parts: list[Claim], expected: Interval) -> bool:
    """One slip sets it right that so many numbers of this size seldom have by chance."""
    wanted = [(lead, expected), *((p, lead.interval - expected + p.interval) for p in parts)]
    if any(exchange(c, w) for c, w in wanted):
        return True
    tries = sum(TRIES * len(c.digits) for c, _ in wanted)
    large = lead.amount / (lead.scale if lead.decimals == 0 else 1) > tries * LARGE
    return large and any(digit(c, w) for c, w in wanted)
