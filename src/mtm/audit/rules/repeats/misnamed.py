"""A number told of one country must not be the number that lists and tables give to another.

Rule misnamed: a sentence with the name of one country only, beside a number of four digits and more that stands
elsewhere with another country, never with this one, in a list or a table that gives this one a number of its own. It
cannot see names in sentences with several, and short numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.first_places import above_all
from mtm.audit.meaning.prose import Area, Sentence
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import Relation
from mtm.kit.intervals import Interval

RULE = "misnamed"
LAST = True
TELLING, CERTAIN, ENOUGH = 4, 5, 3
_SENT = re.compile(
    r"\b(?:sen[dt]s?\b|gave\b|gives?\b|contribut|provid|да(?:л[аио]?|ёт|ет|ют)\b|отправ|направ|жібер|берді)", re.I
)
_NO_TEXT = ("note", "head", "heading")
_ONE_OF_ALL = frozenset(("largest", "utmost", "place"))


def find(reading: Reading) -> Iterator[Relation]:
    """One relation for every sentence whose name has the number of another."""
    owners: dict[object, list[Claim]] | None = None
    for sentence in reading.sentences:
        area = _only_name(sentence, reading.host) if sentence.areas and sentence.claims else None
        if area is None:
            continue
        owners = owners if owners is not None else _owners(reading)
        relation = _judged(sentence, area, owners)
        if relation is not None:
            yield relation


def _only_name(sentence: Sentence, host: str) -> Area | None:
    """The one country that the sentence names beside the report's own."""
    named = [a for a in sentence.areas if ":" not in a.code and a.code != host]
    if sentence.kind in _NO_TEXT or len({a.code for a in named}) != 1:
        return None
    return named[0] if not sentence.tagged("rest") else None


def _owners(reading: Reading) -> dict[object, list[Claim]]:
    """Counts of countries by name; by size and unit those with digits enough, also where no country is named."""
    found: dict[object, list[Claim]] = {}
    named = {s.number for s in reading.sentences if any(":" not in a.code for a in s.areas)}
    for claim in reading.claims:
        if not claim.area and is_level(claim) and (claim.table >= 0 or claim.sentence not in named):
            found.setdefault((claim.amount, claim.unit), []).append(claim)  # no country's number
        if claim.area and ":" not in claim.area and is_level(claim):
            found.setdefault(claim.area, []).append(claim)
            if _digits(claim) >= TELLING:
                found.setdefault((claim.amount, claim.unit), []).append(claim)
    return found


def _digits(claim: Claim) -> int:
    """How many digits tell the number: one nought at the end may be chance, two are a round number."""
    digits = claim.digits.strip("0")
    return len(digits) + (claim.digits.endswith("0") and not claim.digits.endswith("00"))


def _judged(sentence: Sentence, area: Area, owners: dict[object, list[Claim]]) -> Relation | None:
    weight, wrong = 0, list[tuple[Claim, Claim]]()
    for claim in sentence.claims:
        if not is_level(claim) or claim.hedge or _digits(claim) < TELLING:
            continue
        same = [o for o in owners.get((claim.amount, claim.unit), ()) if o.sentence != claim.sentence or o.table >= 0]
        if any(o.area in ("", area.code) for o in same):
            return None
        owner = next((o for o in same if _is_owner(o, claim, area, owners)), None)
        if owner is not None and len({o.area for o in same}) == 1:
            wrong.append((claim, owner))
            weight += ENOUGH if _digits(claim) >= CERTAIN else ENOUGH - 1
    if not wrong or len({owner.area for _, owner in wrong}) > 1:
        return None
    weight += not _ONE_OF_ALL.isdisjoint(sentence.tags()) or above_all(sentence, area)
    return _made(sentence, area, wrong) if weight >= ENOUGH else None


def _is_owner(owner: Claim, claim: Claim, area: Area, owners: dict[object, list[Claim]]) -> bool:
    """A list or table gives the number to another, and one of its own to the name of the sentence."""
    sent = _SENT.search(claim.piece.text)  # "Georgia sent 9,328 people": for the report they came in
    clear = _digits(claim) >= CERTAIN or bool(sent)
    if not compatible(owner.period, claim.period) or (not clear and conflict(owner.axes, claim.axes)):
        return False
    own = [o for o in owners.get(area.code, ()) if o.unit == owner.unit and o.amount != owner.amount]
    return any(not conflict(o.axes, owner.axes) and (o.block != claim.block or o.table >= 0) for o in own)


def _made(sentence: Sentence, area: Area, wrong: list[tuple[Claim, Claim]]) -> Relation:
    claim, owner = wrong[0]
    relation = Relation(RULE, "name", claim, tuple(o for _, o in wrong), Interval.exact(claim.value), False)
    relation.note, relation.words = "misnamed", ((area.start, area.end, sentence.number),)
    relation.family = f"name{sentence.number}.{area.start}"
    name = sentence.piece.text[area.start : area.end]
    relation.params = {"name": name, "other": owner.area, "number": claim.printed.strip()}
    return relation


__all__ = ["RULE", "find"]
