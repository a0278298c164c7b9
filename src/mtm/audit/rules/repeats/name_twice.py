"""One list must not give one name two numbers.

Rule name_twice: "16.2 per cent came from Turkey (402) and 10.1 per cent from Turkey (251)": two counts with their
shares of one whole, side by side in a sentence or in two that follow each other, each with the same name written beside
it. "Welders were third (1,120), … and welders closed the list with 665": a ranking in one sentence, or in two, in which
one name alone stands beside two of the numbers. One of the two names is wrong. It cannot see names of one list whose
shares are not printed and that are not ranked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mtm.audit.claims import Claim
from mtm.audit.gathered.rankings import Ranked, rankings
from mtm.audit.meaning.axes import conflict
from mtm.audit.meaning.prose import REST
from mtm.audit.meaning.reading import Reading
from mtm.audit.relations import SHARE, Relation

RULE = "name_twice"
LAST = True
LEAST = 3  # members of the list
_PAIR, CLOSE = 2, 10
_RANGE = re.compile(r"\d\s?[-–—]\s?\d+\s*$")
_PARTS = frozenset(("ofwhich", "respectively", "earlier", "then", "compare"))


def find(reading: Reading) -> Iterator[Relation]:
    """A relation for every name that stands twice in a list of shares of one whole."""
    for members in _lists(reading):
        for one, two in pairwise(members):
            if _of_one_name(one, two) and not _told_apart(reading, one, two):
                yield _made(one, two)
    for ranking in rankings(reading):
        yield from _in_ranking(ranking)


def _in_ranking(ranking: list[Ranked]) -> Iterator[Relation]:
    """The one name that two numbers of the ranking share, where one of the two has no other."""
    counted = Counter(mark for item in ranking for mark in item.marks)
    twice = [mark for mark, times in counted.items() if times == _PAIR and " " not in mark]  # no "month 11"
    pairs = {tuple(k for k, item in enumerate(ranking) if mark in item.marks) for mark in twice}
    if len(pairs) != 1 or any(times > _PAIR for times in counted.values()):
        return
    one, two = (ranking[k] for k in pairs.pop())
    poor = [item for item in (one, two) if all(counted[mark] > 1 for mark in item.marks)]
    if not poor or not (len(poor) == _PAIR or one.first) or one.claim.interval.meets(two.claim.interval):
        return
    places = (one.place(twice), two.place(twice))
    if not any(_numbered(item.claim.piece.text, place) for item, place in zip((one, two), places, strict=True)):
        yield _made(one.claim, two.claim, places)


def _numbered(text: str, place: tuple[int, int] | None) -> bool:
    """ "18–34 years": a range tells the names apart."""
    if place is not None and text[place[1] : place[1] + 2].strip()[:1] in ("«", "“", '"', "„"):
        return True  # «возрастная группа «45–62»»: the name follows
    return place is not None and _RANGE.search(text, max(0, place[0] - CLOSE), place[0]) is not None


def _lists(reading: Reading) -> list[list[Claim]]:
    """The counts of one paragraph whose shares hold for one whole, in the order of the text."""
    found: dict[tuple[object, ...], dict[int, Claim]] = {}
    for relation in reading.relations:
        if relation.kind != SHARE or not relation.holds or len(relation.operands) != 2:
            continue
        part, whole = relation.operands
        if part.table < 0 and part.block == relation.target.block and not part.time:
            found.setdefault((part.block, whole.amount, whole.unit), {})[id(part)] = part
    lists = [sorted(parts.values(), key=lambda c: c.start) for parts in found.values()]
    return [parts for parts in lists if len(parts) >= LEAST]


def _of_one_name(one: Claim, two: Claim) -> bool:
    """The same name, written twice; two numbers of the same people at the same time."""
    if not one.area or one.area != two.area or one.area.startswith((REST, "group:")) or one.amount == two.amount:
        return False
    if one.name is None or two.name is None or one.name == two.name or conflict(one.axes, two.axes):
        return False
    return one.period == two.period and two.sentence - one.sentence < 2 and dict(one.axes) == dict(two.axes)


def _told_apart(reading: Reading, one: Claim, two: Claim) -> bool:
    """Words between the two set one inside the other, or in another time."""
    sentences = [s for s in reading.by_block.get(one.block, ()) if s.number in (one.sentence, two.sentence)]
    return any(one.end <= c.start < two.end and c.tags & _PARTS for s in sentences for c in s.cues)


def _made(one: Claim, two: Claim, places: tuple[tuple[int, int] | None, ...] = ()) -> Relation:
    relation = Relation(RULE, "word", two, (one,), two.interval, False, note="twice")
    places = places or (one.name, two.name)
    relation.words = tuple((*p, c.sentence) for c, p in zip((one, two), places, strict=True) if p is not None)
    relation.family = f"twice{one.block}.{one.start}"
    start, end, _ = relation.words[-1]
    relation.params = {"name": two.piece.text[start:end], "operands": f"{one.printed.strip()}, {two.printed.strip()}"}
    return relation
