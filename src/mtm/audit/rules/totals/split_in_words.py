"""What words split a number into must make it up.

Rule split_in_words: "Of the 1,072 persons 634 left, 241 …, and 197 …", "1,210 live in a camp; the other 3,110 …", "788
were granted, 1,088 refused", "Of these 71 were children, 58 women and 33 men". Words say that the parts leave nothing
over: a rest, both sexes, all ages, two sides of one thing, a "not"; without such a word the parts of a list may fall
short, and are wrong only where they exceed their whole by a little. Wrong are parts and a whole that one slip of typing
sets right, and a whole of an earlier time in the place of that which the parts make. It cannot see wholes that stand
after their parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations, pairwise, permutations

from mtm.audit.causes.repair import required
from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.gathered.other_sums import of_another_list
from mtm.audit.gathered.split_lists import list_splits
from mtm.audit.gathered.splits import LED, SAID, Split, splits
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SUM, Relation
from mtm.kit.intervals import Interval, total

RULE = "split_in_words"
LAST = True
LEAST, FEWEST, TELLING, NEAR, MOST_BESIDE, MANY = 100, 20, 3, 4, 16, 1000
FAR, OVER = Decimal("0.4"), Decimal("0.2")  # of the whole: how far a closed and an open list may miss it
_SEVERAL = re.compile(
    r"\b(?:several|multiple|more than one|also|both|at least|speak|spoke|mentioned|cited|too)\b"
    r"|\b(?:несколько|также|тоже|одновременно|не менее|владе|упомин|говорят)"
    r"|\b(?:бірнеше|сондай-ақ|сонымен қатар|кемінде|біледі|сөйлейді)",
    re.I,
)


_OF = re.compile(
    r"\s(?:out of|of|из)\s(?:(?:the|all|these|those|its|our|всех|этих|тех)\s){0,2}$"
    r"|\s?[^\W\d]+(?:ның|нің|дың|дің|тың|тің)\s(?:(?:ішінде|ішінен|тек|небәрі)\s)?$",
    re.I,
)
_ITS_KK = re.compile(r"\s?-\s?(?:с?[ыі]|[уү]і|ау?ы|еуі)(?:н\w*)?(?!\w)", re.I)


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every number that words split."""
    yield from _beyond(reading)
    settled = {id(c) for r in reading.relations if r.kind == SUM and r.holds for c in r.operands}
    broken: list[tuple[Split, Relation]] = []
    for split in chain(splits(reading), list_splits(reading)):
        if split.how != SAID and all(id(p) in settled for p in split.parts):
            continue
        relation = _made(split)
        if relation.holds:
            settled |= {id(p) for p in split.parts}
            yield relation
        else:
            broken.append((split, relation))
    printed = _printed(reading) if broken else {}
    for split, relation in sorted(broken, key=lambda b: (b[0].how != SAID, _off(b[1]))):
        wrong = _wrong(reading, split, relation, printed) and not any(id(p) in settled for p in split.parts)
        if wrong or _stale(reading, split, relation, printed):
            settled |= {id(p) for p in split.parts}
            yield relation


def _beyond(reading: Reading) -> Iterator[Relation]:
    """ "567 of the 378 returnees", «567 из 378», "378 адамның 567-сі": more than there are."""
    for sentence in reading.sentences:
        for one, two in pairwise(sentence.claims):
            part, whole = (two, one) if sentence.language == "kk" else (one, two)
            if whole.amount >= part.amount or not _counted(part) or not _counted(whole) or part.unit != whole.unit:
                continue
            text = sentence.piece.text
            if not _OF.fullmatch(text, one.after, two.start):
                continue
            if sentence.language != "kk" or _ITS_KK.match(text, two.end):
                relation = _made(Split(whole, (part,), SAID, True))
                relation.params["formula"] = part.printed.strip()
                yield relation


def _counted(claim: Claim) -> bool:
    """A count of many, said exactly."""
    return is_level(claim) and claim.exact and not claim.hedge and claim.table < 0 and claim.value >= FEWEST


def _made(split: Split) -> Relation:
    expected = total(p.interval for p in split.parts)
    relation = Relation(RULE, SUM, split.whole, split.parts, expected, split.whole.interval.meets(expected))
    relation.note, relation.support = "derived", 1
    relation.family = f"split{split.parts[0].block}.{split.parts[0].start}"
    relation.params = {"sentence": "sum"}
    return relation


def _printed(reading: Reading) -> dict[Decimal, list[Claim]]:
    found: dict[Decimal, list[Claim]] = {}
    for claim in reading.claims:
        if is_level(claim):
            found.setdefault(claim.amount, []).append(claim)
    return found


def _off(relation: Relation) -> Decimal:
    """How far the sum is from the whole, as a part of it."""
    return relation.target.interval.gap(relation.expected) / relation.target.amount


def _wrong(reading: Reading, split: Split, relation: Relation, printed: dict[Decimal, list[Claim]]) -> bool:
    """Nothing else in the report is their sum, some of them do not make the whole, and one slip sets it right."""
    whole = split.whole
    far = FAR if split.closed or split.how == LED else OVER
    sure = split.how == SAID or (split.closed and _right_before(reading, split))
    if whole.amount < (FEWEST if sure else LEAST) or _off(relation) > far:
        return False
    if (not split.closed and not _exceeds(split, relation) and not _led(split)) or any(
        c.hedge == "over" for c in relation.claims
    ):
        return False
    if _made_by_some(split) or _made_elsewhere(relation, printed) or of_another_list(reading, whole, split.parts):
        return False
    wanted = [(c, required(relation, c)) for c in split.parts]
    return any(w is not None and _slip(c, w) for c, w in [(whole, relation.expected), *wanted])


def _right_before(reading: Reading, split: Split) -> bool:
    """The whole is the only count of the sentence before, in the same paragraph."""
    sentence = reading.sentences[split.whole.sentence]
    before = split.parts[0].sentence - split.whole.sentence == 1 and sentence.block == split.parts[0].block
    return before and sum(is_level(c) for c in sentence.claims) == 1


def _led(split: Split) -> bool:
    """Long numbers behind a colon: a list that falls short is hardly ever one slip away from its whole."""
    return split.how == LED and len(split.whole.digits.strip("0")) >= TELLING and split.whole.amount > LEAST * 10


def _slip(claim: Claim, wanted: Interval) -> bool:
    return wanted.low > 0 and bool(digit(claim, wanted) or exchange(claim, wanted))


def _exceeds(split: Split, relation: Relation) -> bool:
    """Three or more parts of which each counts once, larger together than their whole."""
    text = split.parts[0].piece.text[split.parts[0].start : split.parts[-1].after]
    return len(split.parts) > 2 and relation.expected.low > split.whole.interval.high and not _SEVERAL.search(text)


def _made_by_some(split: Split) -> bool:
    """Some of the parts make the whole: the others are parts of them."""
    chosen = [p for size in range(2, len(split.parts)) for p in combinations(split.parts, size)]
    return any(split.whole.interval.meets(total(c.interval for c in some)) for some in chosen)


def _made_elsewhere(relation: Relation, printed: dict[Decimal, list[Claim]]) -> bool:
    """The report prints the sum, or what two of its numbers differ by: it is of that that these are the parts."""
    found = printed.get(relation.expected.middle, ())
    if any(all(c is not p for p in relation.operands) for c in found):
        return True
    if relation.target.amount < MANY:
        return False  # two of a few short numbers differ by any short number
    beside = [c for claims in printed.values() for c in claims if abs(c.block - relation.target.block) <= NEAR]
    beside = [c for c in beside if all(c is not p for p in relation.operands)][:MOST_BESIDE]
    return any(
        (a.interval - b.interval).meets(relation.expected) for a, b in permutations(beside, 2) if a.unit == b.unit
    )


def _stale(reading: Reading, split: Split, relation: Relation, printed: dict[Decimal, list[Claim]]) -> bool:
    """ "Of the 1,395 persons …": what the parts make is given before, and 1,395 is said there of an earlier time."""
    if split.how != SAID or len(split.whole.digits) < TELLING or _off(relation) > FAR:
        return False
    meant = [c for c in printed.get(relation.expected.middle, ()) if c.order < split.whole.order]
    if any(c.sentence == split.whole.sentence for c in meant):
        return False  # "5,315 (17.8 % of the 29,865): …": their own whole stands beside
    others = [c for c in printed.get(split.whole.amount, ()) if c.order < split.whole.order]
    return any(_earlier(reading, c, m) for c in others for m in meant)


def _earlier(reading: Reading, other: Claim, meant: Claim) -> bool:
    """The one number is of another time than the other, or compared with it."""
    if other.time == "before" or (other.period and other.period != meant.period):
        return True
    tags = reading.sentences[other.sentence].tags() if other.table < 0 else set()
    return bool({"earlier", "compare", "then"} & set(tags))
