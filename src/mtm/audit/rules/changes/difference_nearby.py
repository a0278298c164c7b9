"""A difference, a remainder or a balance must be what its two numbers make.

Rule difference_nearby: three counts of one sentence of which the largest is the sum of the other two ("let in 20,977
and out 29,438; the country lost 8,461"), or one number that a sentence of its own calls the difference of the two in
the sentence before. It is wrong where words speak of a difference and one slip in one of the three numbers, or a
number printed elsewhere, makes them agree. It cannot see slips in short numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mtm.audit.causes.repair import candidates
from mtm.audit.claims import PERCENT, POINTS, TIMES, Claim
from mtm.audit.gathered.nearby import before, known, printed_counts, values
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import DIFFERENCE, SAME, Relation

RULE = "difference_nearby"
LAST = True
TELLING = 3  # digits that every one of the three has at least
LONG = 10  # digits of the three together
_TURNS = frozenset(("up", "down", "rest", "orword", "than", "outnumber", "lost", "gained"))
_CUES = _TURNS | {"gap", "balance", "change", "positive", "negative"}
_RESULT = frozenset(("gap", "balance"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every three numbers of which one is the difference of the others."""
    settled, printed = _settled(reading), printed_counts(reading)
    differences = {id(r.target) for r in reading.relations if r.holds and r.kind == DIFFERENCE}
    for sentence in reading.sentences:
        if sentence.kind == "note" or not sentence.claims:
            continue
        three = _within(sentence) or _after(reading, sentence)
        if three is None or all(id(c) in settled for c in three) or id(three[2]) in differences:
            continue
        relation = _relation(reading, three, printed)
        if relation is not None:
            yield relation


def _settled(reading: Reading) -> set[int]:
    """Numbers that other arithmetic confirms, exact ones by exact ones."""
    held = [r for r in reading.relations if r.holds and r.kind != SAME]
    return {id(c) for r in held if not r.target.exact or all(o.exact for o in r.operands) for c in r.claims}


def _numbers(sentence: Sentence) -> list[Claim]:
    """Counts and amounts, differences and balances among them, each once."""
    levels = values(sentence)
    others = [c for c in sentence.claims if c.role in ("change", "balance") and c.unit not in (PERCENT, POINTS, TIMES)]
    return sorted({id(c): c for c in (*levels, *others) if not c.hedge}.values(), key=lambda c: c.start)


def _within(sentence: Sentence) -> tuple[Claim, Claim, Claim] | None:
    """The only three counts of the sentence, the last of them the result that words lead to."""
    found = _numbers(sentence)
    alike = len({c.unit for c in found}) == 1 and len({abs(c.amount) for c in found}) == 3
    if len(found) != 3 or not alike or any(c.time for c in found):
        return None
    a, b, result = found
    if len({c.area for c in found if c.area and ":" not in c.area}) == len(found):
        return None  # three countries, each with its number
    led = [c for c in sentence.cues if b.end <= c.start and c.tags & _CUES]
    if a.area and b.area and not any(c.tags & (_CUES - {"rest"}) for c in led):
        return None  # "5,084 in the south, 3,457 in the north, the other 2,643 elsewhere" lists parts
    return (a, b, result) if led and _comparable(found) and not _restates(a, b) else None


def _restates(a: Claim, b: Claim) -> bool:
    """ "14,207 persons (4,935 families)": the same in another unit."""
    text = a.piece.text
    opened = text[a.after : b.start].count("(") == 1
    closed = ")" in text[b.end :] and "(" not in text[b.end :].split(")")[0]
    return opened and closed and bool(a.noun) and bool(b.noun) and a.noun != b.noun


def _after(reading: Reading, sentence: Sentence) -> tuple[Claim, Claim, Claim] | None:
    """ "The difference is 3,968" after a sentence with two counts."""
    found = [c for c in sentence.claims if c.unit not in (PERCENT, POINTS, TIMES)]
    if len(found) != 1 or found[0].hedge or not any(c.tags & _RESULT for c in sentence.cues):
        return None
    previous = before(reading, sentence)
    pair = [c for c in values(previous) if c.unit == found[0].unit] if previous is not None else []
    if len(pair) != 2 or any(c.hedge or c.area for c in pair):
        return None
    return pair[0], pair[1], found[0]


def _comparable(found: Sequence[Claim]) -> bool:
    """Numbers with enough digits, no rounded one beside exact ones."""
    digits = [_digits(c) for c in found]
    return min(digits) >= TELLING and sum(digits) >= LONG and len({c.exact for c in found}) == 1


def _digits(claim: Claim) -> int:
    return len(f"{abs(claim.value):f}".replace(".", "").strip("0"))


def _relation(
    reading: Reading, three: tuple[Claim, Claim, Claim], printed: dict[Decimal, list[Claim]]
) -> Relation | None:
    a, b, result = three
    signed = result.sign in ("+", "-")
    if not signed and _fits(three):
        return _made(result, *_pair(a, b), True)
    if not signed:
        a, b = _pair(a, b)
    relation = _made(result, a, b, result.interval.meets(a.interval - b.interval))
    if relation.holds:
        return relation
    if signed and result.interval.meets(b.interval - a.interval):
        return relation if _comes_first(reading, a) else None
    tried = [relation] if signed else [relation, _made(result, b, a, False)]  # a slip may have turned the order round
    return next((r for r in tried if any(_slips(r, c, printed) for c in three)), None)


def _fits(three: tuple[Claim, Claim, Claim]) -> bool:
    """One of the three, whichever, is the sum of the other two."""
    return any(
        x.interval.meets(y.interval + z.interval)
        for x, y, z in (three, (three[1], three[0], three[2]), (three[2], three[0], three[1]))
    )


def _comes_first(reading: Reading, first: Claim) -> bool:
    """The sentence of the two numbers speaks first of what came in, then of what went out."""
    sentence = reading.sentences[first.sentence]
    ins, outs = sentence.tagged("in"), sentence.tagged("out")
    return bool(ins and outs) and ins[0].start < outs[0].start


def _pair(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    return (a, b) if a.amount >= b.amount else (b, a)


def _slips(relation: Relation, claim: Claim, printed: dict[Decimal, list[Claim]]) -> bool:
    """One slip in this number, or a number that is printed elsewhere, would set the three right."""
    a, b = relation.operands
    own = relation.target.interval  # a word may say down: the pair stands in the order that makes the number positive
    wanted = relation.expected if claim is relation.target else own + b.interval if claim is a else a.interval - own
    if candidates(claim, wanted):
        return True
    return _of_one_size(claim.amount, wanted.middle) and known(wanted, printed, claim.block)


def _of_one_size(own: Decimal, wanted: Decimal) -> bool:
    """A number in the place of one many times as large is no slip: the two that are meant stand elsewhere."""
    small, large = sorted((abs(own), abs(wanted)))
    return large <= 2 * small


def _made(result: Claim, a: Claim, b: Claim, holds: bool) -> Relation:
    expected = a.interval - b.interval
    relation = Relation(RULE, DIFFERENCE, result, (a, b), expected, holds, note="derived", support=1)
    relation.family, relation.params = f"difference{result.block}.{result.start}", {"sentence": "difference"}
    return relation
