"""A share of a group that a report states twice must be the same share.

Rule share_said_twice: "about ninety per cent of arrivals were CIS citizens", "of every hundred arrivals sixty-eight",
"the CIS share of arrivals – 65.7%" against the share of the same group, side and time that arithmetic of the report
bears out or that it states in two other places. Rounded and hedged shares may differ as far as their words allow; a
share with decimals is wrong only where two digits are exchanged or one is mistyped. It cannot see shares of single
countries, which are taken of their group as often as of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mtm.audit.causes.slips import digit, exchange
from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.gathered.title_period import title_period
from mtm.audit.language.chunks import WORD
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.prose import COMPLEMENTS, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SAME, SHARE, Relation
from mtm.audit.rules.shares.named_share import compared, of_earlier
from mtm.kit.intervals import HUNDRED, Interval

RULE = "share_said_twice"
LAST = True
_NOUN = (
    r"(?:arrivals|departures|entries|exits|people|persons|migrants"
    r"|въезд\w+|выезд\w+|прибы\w+|выбы\w+|въехавш\w+|выехавш\w+)"
)
_FROM = r"(?:from|of|by|to|из|в|граждан)\s+(?:the\s+|стран\s+|государств\s+|страны\s+)?"
_WHOLE_BEHIND = re.compile(rf"\s*(?:of\s+|от\s+|из\s+)?(?:all\s+|the\s+|всех\s+)*{_NOUN}\s+{_FROM}", re.I)
_WHOLE_BEFORE = re.compile(rf"(?:\bof|\bиз|\bamong|\bсреди)\s[^,;:()]*{_NOUN}\s+{_FROM}$", re.I)
_WHOLE_KK = re.compile(
    r"(?:\S*(?:дан|ден|тан|тен|нан|нен)\s+\w+|\S+\s+азаматтары)(?:ның|нің|дың|дің|тың|тің)\s+(?:шамамен\s+)?", re.I
)
LONG, TENS, FIVES = 3, 10, 5
_SAYING = {"every", "each", "hundred", "those", "simpl", "кажды", "кажд", "ста", "сотни", "иначе", "говор", "словом"}
_SAYING |= {"алғанда", "басқаша", "айтқанда", "әрбір"}
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
            if claim.table >= 0 or id(claim) in borne or id(claim) in doubted or _compares(reading, claim):
                continue
            relation = _relation(reading, claim, firm if claim.decimals and not claim.hedge else single)
            if relation is not None:
                yield relation


def _side(reading: Reading, claim: Claim) -> str:
    """The side of a share of now that words give it; nothing where the sentence speaks of both."""
    if claim.unit != PERCENT or claim.role != "level" or claim.sign in ("+", "-"):
        return ""
    side = claim.axes.get("flow", "")
    if side not in _FLOWS or claim.time == "before" or claim.period == "<" or any(k in claim.axes for k in _PEOPLE):
        return ""
    if claim.table >= 0:
        return side if 0 < claim.value < HUNDRED else ""
    sentence = reading.sentences[claim.sentence]
    if not 0 < claim.value < HUNDRED or of_earlier(sentence, claim) or compared(sentence, claim):
        return ""
    if _group_is_whole(sentence, claim):
        return ""
    return side if claim.told or _one_side(sentence) else ""


def _compares(reading: Reading, claim: Claim) -> bool:
    """ "The share (19.2%) was 0.7 points below that of 2018 (19.9%)": points or a second share of it beside it."""
    others = [c for c in reading.sentences[claim.sentence].claims if c is not claim]
    shares = [c for c in others if c.unit == PERCENT and c.role == "level" and c.sign not in ("+", "-")]
    return any(c.unit == POINTS for c in others) or any(c.area in ("", claim.area) for c in shares)


def _group_is_whole(sentence: Sentence, claim: Claim) -> bool:
    """ "12% of arrivals from the EU were students", "of every 100 arrivals from the EU 12": a share of the group."""
    name, text = claim.name, sentence.piece.text
    if name is None:
        return False
    if claim.after <= name[0]:
        return _WHOLE_BEHIND.fullmatch(text, claim.after, name[0]) is not None
    if sentence.language == "kk":
        return _WHOLE_KK.fullmatch(text, name[0], claim.start) is not None
    return _WHOLE_BEFORE.search(text[sentence.start : name[0]]) is not None


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
    if _of_another_whole(reading, claim, source):
        return None
    if claim.decimals and not claim.hedge:
        slipped = len(claim.digits) >= LONG and (exchange(claim, wanted) or digit(claim, wanted))
        if not slipped or source.decimals != claim.decimals:
            return None
    relation = Relation(RULE, SAME, claim, (source,), wanted, False, note="derived", support=1)
    relation.family, relation.params = f"share{claim.block}.{claim.start}", {"sentence": "share"}
    return relation


def _of_another_whole(reading: Reading, claim: Claim, source: Claim) -> bool:
    """ "60% of arrivals by air": its stretch has a word that names neither side, people, country nor number."""
    part = next((p for p in reading.parts[claim.sentence] if any(c is claim for c in p.claims)), None)
    if part is None:
        return True
    known = _words(reading.sentences[source.sentence]) if source.table < 0 else set()
    return bool(_words(reading.sentences[claim.sentence], part.start, part.end) - known)


def _words(sentence: Sentence, start: int = 0, end: int = 0) -> set[str]:
    """The stems that say nothing the auditor knows of."""
    return {
        entry.stem
        for at, _, entry in sentence.found
        if (not end or start <= at < end)
        and entry.kind == WORD
        and len(entry.stem) >= LONG
        and not (entry.stop or entry.tags or entry.unit or entry.area or entry.number is not None)
        and entry.stem not in _SAYING
    }


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
