"""A share whose words say of whom it is must be the count beside it over the number of these.

Rule share_of_those: "287 went to hospital, or 35 per cent of those referred", "Of those referred, 287 (35 %) …",
"81 (37.5 % of them)": the whole is the count that its words name: the number that they give, the one earlier count
whose own words are kin to them, or, where they only point back, the nearest larger count. It is wrong where the share
is not of that whole and fits another earlier number. It cannot see wholes
that are called otherwise than where their number stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import CHANGE, PERCENT, Claim
from mtm.audit.gathered.in_turn import in_one_row
from mtm.audit.gathered.lists import Listing, Pair, is_level, listings
from mtm.audit.gathered.said_wholes_of import Named, named_whole, other_whole
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation
from mtm.kit.intervals import HUNDRED, share

RULE = "share_of_those"
_LINKED = 90
MOST_APART = 10  # times
_PASSED = ("өткендердің", "өткендерден")  # who passed an examination, not a time that has passed
_OF_THOSE = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,2}?(?:(?:out\s+)?of|из)\s+(?:the\s+|these\s+|those\s+|all\s+|этих\s+|тех\s+|всех\s+|указанных\s+)*$",
    re.I,
)
_OF_BEFORE_KK = re.compile(r"-?(?:[^\W\d_]*\s+){0,5}?[^\W\d_]*(?:[нтд]ың|[нтд]ің)(?:\s+ішінде)?\s+(?:тек\s+)?$", re.I)
_LEADS = re.compile(
    r"(?:^|[.;:,(]\s*|\band\s+|\bи\s+|\bа\s+)(?:out of|of|among|from|из|среди|от)\s+"
    r"(?:the\s+|these\s+|those\s+|all\s+|этих\s+|тех\s+|всех\s+|указанных\s+|числа\s+)*$",
    re.I,
)
_FOLLOWS = re.compile(r"[^.;:()\d]{0,60}$")
_JOINS = re.compile(
    r"(?:\bor|that is|i\.e\.|in other words|which is|which makes|meaning|equal to|making up|\(|это|то есть|т\. ?е\."
    r"|или|что составляет|иначе говоря|иными словами|яғни|демек|бұл|немесе|басқаша айтқанда|[–—:])[\s,]*"
    r"(?:about |some |around |almost |nearly |примерно |около |почти |шамамен )?$",
    re.I,
)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every share that words and numbers of the text give a whole."""
    for listing in listings(reading):
        pairs = list(listing.pairs)
        for pair in [*pairs, *_more(reading, listing, pairs)]:
            relation = _relation(reading, listing, pair)
            if relation is not None:
                yield relation


def _more(reading: Reading, listing: Listing, pairs: list[Pair]) -> Iterator[Pair]:
    """The shares that no pair holds, with the count before that a word or sign joins them to."""
    taken = {id(c) for pair in pairs for c in pair}
    for sentence in reading.by_block.get(listing.block, ()):
        for before, own in zip(sentence.claims, sentence.claims[1:], strict=False):
            if own.unit != PERCENT or id(own) in taken or id(before) in taken or not is_level(before):
                continue
            between = sentence.piece.text[before.after : own.start]
            if len(between) <= _LINKED and _joins(sentence, between, before, own):
                yield Pair(own, before)


def _joins(sentence: Sentence, between: str, before: Claim, own: Claim) -> bool:
    if "). " in between or ". " in between.replace("т. е.", "").replace("i.e. ", ""):
        return False
    if between.endswith(", ") and sentence.piece.text[own.after : own.after + 1] == ",":
        return ":" not in between and between.count(",") == 1  # "165 of the maternity beds, 75 per cent, were …"
    if sentence.language != "kk":
        return _JOINS.search(between) is not None
    words = [c for c in sentence.tagged("orword") if before.after <= c.start < own.start]
    return bool(words) or _JOINS.search(between) is not None


def _judged(pair: Pair) -> bool:
    part, own = pair.part, pair.share
    if own.sign in ("+", "-") or own.time == "before" or part.table >= 0:
        return False
    if part.time == "before" and not part.piece.text[: part.start].lower().rstrip().endswith(_PASSED):
        return False
    return 0 < own.value < HUNDRED and part.value > 0 and not part.hedge and part.sentence == own.sentence


def _relation(reading: Reading, listing: Listing, pair: Pair) -> Relation | None:
    if not _judged(pair):
        return None
    own, part = pair.share, pair.part
    named = _by_number(reading, pair)
    if named is None:
        named = named_whole(reading, own.start, own.after, own.interval, part, own.sentence)
    if named is None or named.whole is part or (own.role == CHANGE and not named.sure):
        return None
    if in_one_row(reading.sentences[part.sentence], named.whole, part):
        return None  # "5,412 and 3,207 of them (44.7% and 26.5%)": two parts of one whole
    expected = share(part.interval, named.whole.interval)
    holds = own.interval.meets(expected)
    if not holds and named.other is not None and _of_two_times(named.whole, named.other):
        return None
    if not holds and expected.high * MOST_APART < own.value:
        return None  # "2,185 (25.0% of those assessed)" beside 2.6 million: kin words of another thing
    if not holds and (own.hedge or _of_its_list(listing, pair, named) or _one_of_two(reading, named.whole)):
        return None
    relation = Relation(RULE, SHARE, own, (part, named.whole), expected, holds, note="derived", support=2)
    relation.family = f"those{own.block}.{own.start}"
    relation.params = {"sentence": "share"}
    return relation


def _of_two_times(whole: Claim, other: Claim) -> bool:
    """«Если в 2022 году объём составлял 1,19 млрд, то в 2023 году – 1,31»: the words name both."""
    return whole.sentence == other.sentence and bool(whole.period and other.period) and whole.period != other.period


def _one_of_two(reading: Reading, whole: Claim) -> bool:
    """ "21,039 more women than men (137,428 and 116,389)": words that point back at people mean both."""
    sentence = reading.sentences[whole.sentence] if whole.table < 0 else None
    claims = sentence.claims if sentence is not None else []
    return sentence is not None and any(whole in two and in_one_row(sentence, *two) for two in pairwise(claims))


def _of_its_list(listing: Listing, pair: Pair, named: Named) -> bool:
    """Another share of its sentence is of the whole that it fits: the list has one whole, whatever its words name."""
    if named.other is None:
        return False
    beside = [p for p in listing.pairs if p.share.sentence == pair.share.sentence and p.share is not pair.share]
    beside = [p for p in beside if p.part is not named.whole and p.part.amount != named.other.amount]
    return any(p.share.interval.meets(share(p.part.interval, named.other.interval)) for p in beside)


def _by_number(reading: Reading, pair: Pair) -> Named | None:
    """ "2,475 of those 9,900 permits", "Of those 216 companies, 81": the number that the words themselves give."""
    own, part = pair.share, pair.part
    sentence = reading.sentences[own.sentence]
    whole = _number_beside(sentence, part)
    if whole is None or whole.unit != part.unit or whole.amount <= part.amount:
        return None
    if share(part.interval, whole.interval).meets(own.interval):
        return Named(whole, True, None)
    other = other_whole(reading, own.interval, part, own.sentence)
    if other is None and _restated(part, whole, own):
        return Named(whole, True, None)
    return Named(whole, True, other) if other is not None else None


def _restated(part: Claim, whole: Claim, own: Claim) -> bool:
    """ "2,610 of the 3,741 decisions, or 69.8 %": the share says again what the two counts say, and nothing else."""
    text = part.piece.text
    last = max(part, whole, key=lambda c: c.start)
    if last.start > own.start or own.hedge:
        return False
    between, behind = text[last.after : own.start], text[own.after : own.after + 1]
    return (
        between.count(",") < 2
        and _JOINS.search(between) is not None
        and behind in ("", ".", ",", ";", ")")
        and len(between) <= _LINKED
    )


def _number_beside(sentence: Sentence, part: Claim) -> Claim | None:
    """The count that stands right before or behind another one as its whole."""
    text = part.piece.text
    found = [c for c in sentence.claims if is_level(c)]
    at = next(i for i, c in enumerate(found) if c is part)
    behind = found[at + 1] if at + 1 < len(found) else None
    if behind is not None and _OF_THOSE.fullmatch(text, part.after, behind.start):
        return behind
    before = found[at - 1] if at else None
    if before is None:
        return None
    if sentence.language == "kk":
        return before if _OF_BEFORE_KK.fullmatch(text, before.end, part.start) else None
    led = _LEADS.search(text[sentence.start : before.start]) and _FOLLOWS.fullmatch(text, before.after, part.start)
    return before if led else None


__all__ = ["RULE", "find"]
