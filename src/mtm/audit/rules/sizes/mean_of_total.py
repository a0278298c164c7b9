"""A mean times what it is the mean of must make the total: nights a guest, dollars a transfer, crossings a day.

Rule mean_of_total: "On average 3,113 crossings a day" beside 96,512 in August, "45,000 in each of 256 cases" beside
11.52 million. It is wrong where the days of another span make the printed mean, or where one slip in the mean or in
the scale of the total explains the gap. It cannot see means of groups that the text does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from mtm.audit.causes.slips import digit, exchange, scale
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.evidence.grounds import significant
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.spans import days, months
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import RATIO, Relation
from mtm.kit.intervals import Interval

RULE = "mean_of_total"
LAST = True
NEAR, LOOKED, TELLING, OFTEN = 90, 40, 3, 1
_RATES = frozenset((PERCENT, POINTS, TIMES))
_DAILY = {
    "en": re.compile(r"\b(?:per|a|each|every) day\b|\bdaily\b"),
    "ru": re.compile(r"\b(?:в|за) (?:сутки|день)\b|\bежедневно\b|\bежесуточно\b|\bсуточн|\bсреднесуточн|\bдневн"),
    "kk": re.compile(r"\bтәулігіне\b|\bкүніне\b|\bкүн сайын\b|\bтәуліктік\b|\bкүнделікті\b"),
}
_MONTHLY = {
    "en": re.compile(r"\b(?:per|a|each|every) month\b|\bmonthly\b"),
    "ru": re.compile(r"\b(?:в|за) месяц\b|\bежемесячно\b|\bсреднемесячн"),
    "kk": re.compile(r"\bайына\b|\bай сайын\b|\bорташа айлық\b|\bайлық орташа\b|\bорта есеппен айлық\b"),
}
_EACH = {  # money for each: "18,000 crowns per person", «по 18 000 крон на прибывшего»
    "en": re.compile(
        r"\s*(?:\w+\s+)?(?:(?:per|for each|for every|to each|to every) "
        r"(?!cent|day|week|month|year|hour|annum|night)[^\W\d]"
        r"|an? (?:head|person|family|household|case|child|place)\b|each\b|apiece\b)",
        re.I,
    ),
    "ru": re.compile(
        r"\.?\s*(?:\w+\.?\s+)?(?:на|за) (?:(?:одн|кажд)\w+\b|душу\b|\w*(?:человека|семью|реб[её]нка|место|прибывш\w+"
        r"|дело|заявител\w|получател\w|участник\w?|работник\w|студент\w|беженца|переселенца)\b)"
        r"|\.?\s*(?:\w+\.?\s+)?кажд(?:ому|ой)\b",
        re.I,
    ),
}
_EACH_KK = re.compile(
    r"\b(?:(?:бір|әр(?:бір)?) \w+(?:ға|ге|қа|ке|на|не)|(?:адам|жан) басына|әрқайсысына)"
    r"(?: (?:орта есеппен|шаққанда))?\s*$",
    re.I,
)
_SO_MANY_DAYS = re.compile(r"(?:число (?:дней|месяцев)|number of (?:days|months)|(?:күн|ай) саны)\W*$", re.I)
_OTHER_SPANS = (28, 29, 30, 31, 90, 91, 92, 365, 366)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every mean whose total the text gives."""
    settled = {id(r.target) for r in reading.relations}
    for sentence in reading.sentences:
        if sentence.kind in ("note", "head") or not sentence.claims:
            continue
        for claim in {id(c): c for c in (*_means(sentence), *_for_each(sentence))}.values():
            relation = None if id(claim) in settled else _tested(reading, sentence, claim)
            if relation is not None:
                yield relation


def _means(sentence: Sentence) -> Iterator[Claim]:
    """The numbers that "on average" or "a day" stands beside."""
    cues = sentence.tagged("average")
    daily = _told(sentence, _DAILY)
    if not cues and not daily:
        return
    starts = [c.end for c in cues] + [m.start() for m in daily]
    for at, claim in enumerate(sentence.claims):
        if not is_level(claim) or claim.value <= 0 or claim.hedge in ("over", "under"):
            continue
        begin = sentence.claims[at - 1].after if at else sentence.start
        if _SO_MANY_DAYS.search(sentence.piece.text, begin, claim.start):
            continue  # "on average a day (number of days: 181)"
        beside = any(begin <= start <= claim.start and claim.start - start < NEAR for start in starts)
        if beside or any(0 <= m.start() - claim.after < NEAR // 3 for m in daily):
            yield claim


def _for_each(sentence: Sentence) -> Iterator[Claim]:
    """What is so much for each: a phrase touches the sum of money, or the number of things."""
    text = sentence.piece.text
    for claim in sentence.claims:
        if claim.unit in _RATES or not (claim.unit or claim.noun) or not is_level(claim) or claim.value <= 0:
            continue
        if sentence.language == "kk":
            touched = _EACH_KK.search(text[max(sentence.start, claim.start - NEAR // 2) : claim.start])
        else:
            touched = _EACH[sentence.language].match(text, claim.after, sentence.end)
        if touched is not None and not claim.hedge:
            yield claim


def _told(sentence: Sentence, patterns: dict[str, re.Pattern[str]]) -> list[re.Match[str]]:
    pattern = patterns.get(sentence.language)
    return list(pattern.finditer(sentence.piece.text.lower(), sentence.start, sentence.end)) if pattern else []


def _tested(reading: Reading, sentence: Sentence, mean: Claim) -> Relation | None:
    for patterns, count in ((_DAILY, days), (_MONTHLY, months)):
        if _told(sentence, patterns):
            spans = count(mean.period) or count(title_period(reading))
            return _over_time(reading, mean, spans, count is days)
    return _per_head(reading, sentence, mean)


def _before(reading: Reading, mean: Claim) -> list[Claim]:
    """The amounts of the section's text before the mean, the nearest first, then those that open the text."""
    section = reading.by_section.get(mean.section, [])
    end = bisect_left(section, mean.order, key=lambda c: c.order)
    near = [c for c in reversed(section[max(0, end - LOOKED) : end]) if c.table < 0]
    opening = [c for c in reading.claims[:LOOKED] if c.table < 0 and c.order < mean.order and c.section != mean.section]
    return [c for c in (*near, *opening) if is_level(c) and c.interval.low > 0 and c is not mean]


def _over_time(reading: Reading, mean: Claim, spans: tuple[int, ...], daily: bool) -> Relation | None:
    """So many a day or a month: a total of the text is that many times the days or months of its span."""
    behind = [c for c in reading.sentences[mean.sentence].claims if c.start > mean.start and is_level(c)]
    totals = [c for c in (*behind, *_before(reading, mean)) if c.unit == mean.unit and c.amount > mean.amount]
    known = {id(c): (days if daily else months)(c.period) or spans for c in totals}
    for total in totals:
        for span in known[id(total)] or (_OTHER_SPANS if daily else range(2, 13)):
            if _own(mean).meets(_mean(total, span)):
                return _made(mean, total, str(span), _mean(total, span), True)
    if significant(mean) < TELLING:
        return None
    for total in totals:
        for span in known[id(total)]:
            if (
                _other_span(mean, total, daily)
                or _mistyped(mean, _mean(total, span))
                or scale(mean, _mean(total, span))
            ):
                return _made(mean, total, str(span), _mean(total, span), False)
    return None


def _own(mean: Claim) -> Interval:
    """What a printed mean stands for: it was rounded, though it looks like a count."""
    return Interval.printed(mean.value, mean.decimals, mean.scale)


def _mean(total: Claim, span: int) -> Interval:
    return total.interval / Interval.exact(Decimal(span))


def _other_span(mean: Claim, total: Claim, daily: bool) -> bool:
    return daily and any(_own(mean).meets(_mean(total, span)) for span in _OTHER_SPANS)


def _mistyped(mean: Claim, wanted: Interval) -> bool:
    return bool(digit(mean, wanted) or exchange(mean, wanted))


def _per_head(reading: Reading, sentence: Sentence, mean: Claim) -> Relation | None:
    """So much for each: the total and how many they are stand before it."""
    found = _before(reading, mean)
    totals = [c for c in found if _of_one_thing(c, mean)]
    counts = [c for c in found if not c.unit and (c.exact or c.scale > 1) and c.amount > 1]
    for total, count in product(totals, counts):
        if total is not count and _own(mean).meets(total.interval / count.interval):
            return _made(mean, total, _shown(count), total.interval / count.interval, True, count)
    pairs = product(_believed(totals, mean), _believed(counts, mean))
    return next(_broken(mean, pairs, _around(reading, sentence)), None)


def _believed(found: list[Claim], mean: Claim) -> list[Claim]:
    """The amounts of the mean's paragraph, the largest, the first, the most printed: what a mean is likely of."""
    largest = sorted(found, key=lambda c: -c.amount)[:1]
    first = sorted(found, key=lambda c: c.order)[:1]
    printed = Counter(c.amount for c in found)
    often = [c for c in found if printed[c.amount] > OFTEN][:1]
    return list({id(c): c for c in (*(c for c in found if c.block == mean.block), *largest, *first, *often)}.values())


def _of_one_thing(total: Claim, mean: Claim) -> bool:
    """Both are money of one currency, or both count what has the same name: "3,272 nights", "3.4 nights"."""
    if mean.unit or total.unit:
        return mean.unit == total.unit
    return len(mean.noun) > 2 and mean.noun[:3] == total.noun[:3]


def _around(reading: Reading, sentence: Sentence) -> set[int]:
    """The sentences of the paragraph that stand next before the mean, and its own."""
    earlier = [s.number for s in reading.by_block.get(sentence.block, ()) if s.number <= sentence.number and s.claims]
    return set(earlier[-3:])


def _broken(mean: Claim, pairs: Iterable[tuple[Claim, Claim]], around: set[int]) -> Iterator[Relation]:
    """Scales are exact enough to be believed of any count; digits only of one that stands beside the total."""
    for total, count in pairs:
        if total is count:
            continue
        expected = total.interval / count.interval
        wanted = _own(mean) * count.interval
        beside = total.sentence in around and count.sentence in around
        scaled = len(mean.digits) >= TELLING and (scale(mean, expected) or (total.scale > 1 and scale(total, wanted)))
        if scaled or (beside and significant(mean) >= TELLING and (_mistyped(mean, expected))):
            relation = _made(mean, total, _shown(count), expected, False, count)
            if scaled:
                relation.words = _scale_words(mean, total)
            yield relation


def _scale_words(*claims: Claim) -> tuple[tuple[int, int, int], ...]:
    """The numbers with their words "thousand" or "million", any of which may be the wrong one."""
    worded = sorted((c for c in claims if c.scale > 1 and c.table < 0), key=lambda c: c.order)
    return tuple((c.start, c.after, c.sentence) for c in worded)


def _shown(claim: Claim) -> str:
    """The number with its unit, as printed."""
    return claim.piece.text[claim.start : claim.after].strip()


def _made(
    mean: Claim, total: Claim, divisor: str, expected: Interval, holds: bool, count: Claim | None = None
) -> Relation:
    operands = (total,) if count is None else (total, count)
    relation = Relation(RULE, RATIO, mean, operands, expected, holds, note="derived", support=1)
    relation.family = f"mean{mean.block}.{mean.start}"
    value = expected.middle / mean.scale
    shown = f"{value:.{mean.decimals}f}" if value * 10 > mean.value else f"{value:.3g}"
    formula = f"{_shown(total)} / {divisor} = {shown}"
    relation.params = {"sentence": RATIO, "formula": formula, "expected": shown}
    return relation


__all__ = ["RULE", "find"]
