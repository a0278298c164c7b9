"""The change at the end of a short list must follow from the two values that the list gives.

Rule change_in_items: "- Q3 2024: 719.4 million; - Q3 2023: 655.8 million; - change: +9.7 %": an item, or a line, that
says nothing but a change, against the two values of now and before in the items beside it, or in the one before it. It
is wrong where they do not make it; a fall without a minus and without a word for it has lost its sign. It cannot see
lists that name more than two times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import CHANGE as CHANGE_ROLE
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.nearby import same_unit, words_apart
from mtm.audit.language.periods import order, same_kind
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import CHANGE, DIFFERENCE, Relation, expect
from mtm.audit.rules.changes.change_in_text import blame_the_word

RULE = "change_in_items"
SHORT = 8  # words of a line that says nothing but the change
REACH, BLOCKS, OPENS = 4, 5, 3
_STEP = re.compile(
    r"\b(?:previous|preceding|prior|last|предыдущ\w+|прошл\w+|предшествующ\w+|алдыңғы|өткен|алдындағы)\s+"
    r"(?:quarter|month|week|half|day|квартал|месяц|недел|полугод|тоқсан|ай|апта|жартыжыл)(?!\w* of \d)"
    r"|\b(?:quarter|month|week|day)(?:-on-|-over-|\s(?:before|earlier|ago)\b)"
    r"|\b(?:кварталом|месяцем|неделей|полугодием)\s+(?:ранее|раньше)|\b(?:квартал|месяц|неделю|полугодие)\s+назад"
    r"|\b(?:тоқсан|ай|апта)\s+бұрын|\b(?:over|in|within) (?:the|a|one) (?:quarter|month|week)\b"
    r"|\bза (?:квартал|месяц|неделю|полугодие)\b|\bбір (?:тоқсанда|айда|аптада)\b|\b(?:тоқсан|ай|апта) ішінде\b",
    re.I,
)
_VERB = re.compile(r"\b(?:was|were|used to be|был[оаи]?)\s*[:–—-]?\s*$", re.I)
_VERB_KK = re.compile(r"\s*(?:[^\W\d]+ )?(?:болған|еді|болатын)\b", re.I)
_SAYS = frozenset(("change", "up", "down", "gap"))
_OTHER_STEP = frozenset(("quarterword", "average", "cumulative", "balance"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every line that says a change of the two values beside it."""
    for sentence in reading.sentences:
        claim = _change(sentence)
        pair = _pair(reading, sentence, claim) if claim is not None else None
        relation = _tested(claim, *pair) if claim is not None and pair is not None else None
        if relation is None:
            continue
        own = relation.target
        worded = not relation.holds and own.direction and own.sign not in ("+", "-")
        if worded and (own.interval.meets(relation.expected) or own.interval.meets(-relation.expected)):
            blame_the_word(relation, sentence)
        yield relation


def _change(sentence: Sentence) -> Claim | None:
    """The only number of a line that says a change."""
    if sentence.kind in ("note", "head", "heading") or len(sentence.claims) != 1 or sentence.areas:
        return None
    claim = sentence.claims[0]
    if (
        not any(c.tags & _SAYS for c in sentence.cues)
        or words_apart(sentence, claim) > SHORT
        or sentence.tags() & _OTHER_STEP
        or claim.hedge
    ):
        return None
    if claim.unit == PERCENT and sentence.tagged("rated"):
        return None  # the change of a share
    if shorter_step(sentence):
        return None
    if sentence.kind != "item" and not any(c.tags & _SAYS and c.start - sentence.start < OPENS for c in sentence.cues):
        return None  # "Departures fell by 7.2%." is a sentence of its own
    told = claim.role == CHANGE_ROLE or claim.unit == POINTS or claim.sign in ("+", "-")
    return claim if told and not any(p.code != "<" for p in sentence.periods) else None


def shorter_step(sentence: Sentence) -> bool:
    """ "change on the previous quarter", «за месяц», "бір тоқсанда": not over a year."""
    return bool(_STEP.search(sentence.text))


def _pair(reading: Reading, sentence: Sentence, claim: Claim) -> tuple[Claim, Claim] | None:
    """The later and the earlier value: of the two lines before, of the two behind, or both in the line before."""
    for step in (-1, 1):
        near = _lines(reading, sentence, claim, step)
        if not near:
            continue
        levels = [c for c in near[0].claims if _is_value(c, claim)]
        if len(levels) < 2 <= len(near):
            levels += [c for c in near[1].claims if _is_value(c, claim)]
            alone = len(near[0].claims) == len(near[1].claims) == 1
        else:
            alone = not any(_is_change(c) for c in near[0].claims)
        pair = _in_order(levels) if alone and len(levels) == 2 else None
        if pair is not None and not any(conflict(c.axes, claim.axes) for c in pair):
            return pair
    return None


def _lines(reading: Reading, sentence: Sentence, claim: Claim, step: int) -> list[Sentence]:
    """The nearest lines with numbers on one side, shares left out."""
    found: list[Sentence] = []
    for number in range(sentence.number + step, sentence.number + step * (REACH + 1), step):
        other = reading.sentences[number] if 0 <= number < len(reading.sentences) else None
        if other is None or other.section != sentence.section or abs(other.block - sentence.block) > BLOCKS:
            break
        if other.kind == "note" or _change(other) is not None or (step > 0 and other.kind != "item"):
            break
        shares = claim.unit != POINTS and all(c.unit == PERCENT and c.role != CHANGE_ROLE for c in other.claims)
        if other.claims and not shares:
            found.append(other)
    return found[:2]


def _is_value(value: Claim, claim: Claim) -> bool:
    if claim.unit == POINTS:
        return value.unit == PERCENT and value.role == "level"
    return is_level(value) and value.value > 0 and (claim.unit == PERCENT or same_unit(value, claim))


def _is_change(claim: Claim) -> bool:
    return claim.role == CHANGE_ROLE


def _in_order(levels: list[Claim]) -> tuple[Claim, Claim] | None:
    """The later one first, where words or periods say which it is."""
    one, two = levels
    areas = {c.area for c in levels if c.area}
    if not same_unit(one, two) or len(areas) > 1 or conflict(one.axes, two.axes) or one.hedge or two.hedge:
        return None
    first_then, second_then = (c.time == "before" or _was(c) for c in levels)
    if first_then != second_then:
        return (two, one) if first_then else (one, two)
    if not (one.period and two.period) or "<" in (one.period, two.period) or not same_kind(one.period, two.period):
        return None
    first, last = order(one.period), order(two.period)
    if first == last:
        return None
    return (two, one) if last > first else (one, two)


def _was(claim: Claim) -> bool:
    """ "было 25 000 выездов": the verb of a line tells that it is of before."""
    text = claim.piece.text
    return bool(_VERB.search(text[: claim.start])) or bool(_VERB_KK.match(text, claim.after))


def _tested(claim: Claim, now: Claim, former: Claim) -> Relation | None:
    kind = CHANGE if claim.unit == PERCENT else DIFFERENCE
    expected = expect(kind, [now.interval, former.interval])
    if expected is None:
        return None
    own = claim.interval
    if claim.sign not in ("+", "-") and claim.direction < 0 < claim.value:
        own = -own
    relation = Relation(RULE, kind, claim, (now, former), expected, own.meets(expected), note="derived", support=1)
    relation.family, relation.params = f"items{claim.block}", {"sentence": kind}
    return relation


__all__ = ["RULE", "find", "shorter_step"]
