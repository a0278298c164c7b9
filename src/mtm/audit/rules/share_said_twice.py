"""A share of a group that a report states twice must be the same share.

Rule share_said_twice: "about ninety per cent of arrivals were CIS citizens", "of every hundred arrivals sixty-eight",
"the CIS share of arrivals – 65.7%" against the share of the same group, side and time that arithmetic of the report
bears out or that it states in two other places. Rounded and hedged shares may differ as far as their words allow; a
share with decimals is wrong only where two digits are exchanged or one is mistyped. It cannot see shares of single
countries, which are taken of their group as often as of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, Claim
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.prose import COMPLEMENTS, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, SHARE, Relation
from mtm.audit.rules.named_share import compared, of_earlier
from mtm.kit.intervals import HUNDRED, Interval

RULE = "share_said_twice"
LAST = True
LONG, TENS, FIVES = 3, 10, 5
_PEOPLE = ("sex", "age", "place", "vital")
_FLOWS = frozenset(("in", "out"))
_COARSE, _HALF, _FINE = Decimal("5.5"), Decimal(3), Decimal("1.5")
_OTHER = {**COMPLEMENTS, **{other: group for group, other in COMPLEMENTS.items()}}
Key = tuple[str, str]


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every such share that another one contradicts."""
    told: dict[Key, list[Claim]] = {}
    for claim in reading.claims:
        if (side := _side(reading, claim)) and claim.area.startswith("group:"):
            told.setdefault((claim.area, side), []).append(claim)
    if not told:
        return
    borne = {id(r.target) for r in reading.relations if r.holds and r.kind == SHARE}
    doubted = {id(c) for r in reading.relations if not r.holds and r.kind != SAME for c in r.claims}
    for key, claims in told.items():
        firm = _known(key, told, borne)
        single = firm or [(c, c.interval) for c in claims if not c.hedge and c.decimals]
        for claim in claims:
            if id(claim) in borne or id(claim) in doubted:
                continue
            relation = _relation(reading, claim, firm if claim.decimals and not claim.hedge else single)
            if relation is not None:
                yield relation


def _side(reading: Reading, claim: Claim) -> str:
    """The side of a share of now that words give it; nothing where the sentence speaks of both."""
    if claim.unit != PERCENT or claim.role != "level" or claim.sign in ("+", "-") or claim.table >= 0:
        return ""
    side = claim.axes.get("flow", "")
    if side not in _FLOWS or claim.time == "before" or claim.period == "<" or any(k in claim.axes for k in _PEOPLE):
        return ""
    sentence = reading.sentences[claim.sentence]
    if not 0 < claim.value < HUNDRED or of_earlier(sentence, claim) or compared(sentence, claim):
        return ""
    return side if claim.told or _one_side(sentence) else ""


def _one_side(sentence: Sentence) -> bool:
    return not set(sentence.tags()) >= _FLOWS


def _known(key: Key, told: dict[Key, list[Claim]], borne: set[int]) -> list[tuple[Claim, Interval]]:
    """The shares that arithmetic bears out or two places state, also as what the others leave of a hundred."""
    found = [(c, c.interval) for c in _firm(told[key], borne)]
    other = told.get((_OTHER.get(key[0], ""), key[1]), [])
    return found or [(c, Interval(HUNDRED - c.interval.high, HUNDRED - c.interval.low)) for c in _firm(other, borne)]


def _firm(claims: list[Claim], borne: set[int]) -> list[Claim]:
    exact = [c for c in claims if not c.hedge and c.decimals]
    return [c for c in exact if id(c) in borne or any(o.block != c.block and o.value == c.value for o in exact)]


def _relation(reading: Reading, claim: Claim, known: list[tuple[Claim, Interval]]) -> Relation | None:
    """Wrong where every known share of its time is too far from it."""
    alike = [(c, wanted) for c, wanted in known if c is not claim and _of_one_time(reading, c, claim)]
    if not alike or any(_agrees(claim, wanted) for _, wanted in known):
        return None
    twins = [c for c in reading.claims if c.unit == PERCENT and c.area == claim.area and c is not claim]
    if any(c.interval.meets(claim.interval) for c in twins):
        return None  # it stands elsewhere too: the share of another time or side
    source, wanted = alike[0]
    if claim.decimals and not claim.hedge:
        slipped = len(claim.digits) >= LONG and (exchange(claim, wanted) or digit(claim, wanted))
        if not slipped or source.decimals != claim.decimals:
            return None
    relation = Relation(RULE, SAME, claim, (source,), wanted, False, note="derived", support=1)
    relation.family, relation.params = f"share{claim.block}.{claim.start}", {"sentence": "share"}
    return relation


def _of_one_time(reading: Reading, one: Claim, other: Claim) -> bool:
    """Both undated, or dated alike; the title dates what is undated."""
    if bool(one.period) == bool(other.period):
        return compatible(one.period, other.period)
    title = title_period(reading)
    return bool(title) and compatible(title, one.period or other.period)


def _agrees(claim: Claim, wanted: Interval) -> bool:
    """As far as a rounded or hedged share may be from the one that it stands for."""
    if claim.decimals and not claim.hedge:
        return claim.interval.meets(wanted)
    value = claim.value
    step = _COARSE if value % TENS == 0 else _HALF if value % FIVES == 0 else _FINE
    step = step if claim.hedge else _FINE
    below = _FINE if claim.hedge == "over" else step
    above = _FINE if claim.hedge == "under" else step
    return Interval(value - below, value + above).meets(wanted)
