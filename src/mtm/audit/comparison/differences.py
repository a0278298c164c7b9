"""What two aligned documents say differently: numbers, their signs and what they count, and words.

Scope: values only: a difference names the number or word on either side; findings are made of it elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from mtm.audit.claims import PERCENT, POINTS
from mtm.audit.comparison.alignment import Group, groups, pair_numbers, unit_groups
from mtm.audit.comparison.marks import Side, Unit, Word
from mtm.audit.comparison.numbers import MOST_SWAPPED, SIGN, WORD, Difference, number_differences

OPEN = frozenset(("area", "quarter", "month", "code"))  # with any number of poles
NEARBY = 6  # blocks of a page
BESIDE = 25  # characters from a number to the noun that it counts


def differences(left: Side, right: Side) -> list[Difference]:
    """All differences between two documents that should say the same."""
    pair_numbers(left, right)
    found = groups(left, right)
    result = list(number_differences(left, right, found))
    result += _signs(left)
    result += _nouns(left, right)
    return result + list(_words(left, right, found))


def _signs(left: Side) -> Iterator[Difference]:
    """Equal digits with opposite signs; in tables also a sign that is gone."""
    for one in left.marks:
        two = one.partner
        if two is None or one.claim is None or two.claim is None or one.digits != two.digits:
            continue
        signs = {_sign(one.printed), _sign(two.printed)}
        in_tables = one.claim.table >= 0 and two.claim.table >= 0
        if signs == {"+", "-"} or (in_tables and signs == {"", "-"}):
            yield Difference(SIGN, (one,), (two,))


def _sign(printed: str) -> str:
    """The sign as it is printed: brackets may be brackets."""
    return {"+": "+", "-": "-", "−": "-", "–": "-"}.get(printed[:1], "")


def _nouns(left: Side, right: Side) -> Iterator[Difference]:
    """What a number counts: persons on one side, crossings on the other."""
    here, there = _beside(left), _beside(right)
    for one in left.marks:
        two = one.partner
        a = here.get(id(one))
        b = there.get(id(two)) if two is not None else None
        if a is not None and b is not None and a.pole != b.pole:
            yield Difference(WORD, (a,), (b,), "noun")


def _beside(side: Side) -> dict[int, Word]:
    """The noun right after a number, by the number's identity."""
    nouns: dict[Unit, list[Word]] = defaultdict(list)
    for word in side.words:
        if word.dimension == "noun":
            nouns[word.unit].append(word)
    found = {}
    for mark in side.marks:
        if mark.claim is None or mark.claim.table >= 0 or mark.claim.unit in (PERCENT, POINTS):
            continue
        near = [w for w in nouns.get(mark.unit, ()) if w.piece is mark.piece and 0 <= w.start - mark.end < BESIDE]
        between = mark.piece.text[mark.end : near[0].start] if near else ""
        if near and not any(c in ",;:()." for c in between):
            found[id(mark)] = near[0]
    return found


def _words(left: Side, right: Side, found: list[Group]) -> Iterator[Difference]:
    """Words of one sentence, or of one group outside such sentences, against those of the other document."""
    paged = any(s.reading.documents[s.file].unit == "page" for s in (left, right))
    spoken = (_where(left), _where(right)) if paged else ({}, {})
    for ours, theirs in _buckets(left, right, found):
        for dimension in sorted(({w.dimension for w in ours} & {w.dimension for w in theirs}) - {"noun"}):
            for told in _turned(
                [w for w in ours if w.dimension == dimension],
                [w for w in theirs if w.dimension == dimension],
                dimension,
            ):
                if not (paged and dimension in OPEN and _elsewhere(told, spoken)):
                    yield told


Where = dict[tuple[str, str], list[int]]


def _where(side: Side) -> Where:
    """The blocks in which each word of the open dimensions stands."""
    found: Where = {}
    for word in side.words:
        if word.dimension in OPEN:
            found.setdefault((word.dimension, word.pole), []).append(word.unit[0])
    return found


def _elsewhere(told: Difference, spoken: tuple[Where, Where]) -> bool:
    """Both words stand nearby in both documents: pages may cut their lines into paragraphs in another way."""
    one, two = told.left[0], told.right[0]
    if not isinstance(one, Word) or not isinstance(two, Word):
        return False
    here = spoken[0].get((two.dimension, two.pole), ())
    there = spoken[1].get((one.dimension, one.pole), ())
    return any(abs(b - one.unit[0]) <= NEARBY for b in here) and any(abs(b - two.unit[0]) <= NEARBY for b in there)


def _buckets(left: Side, right: Side, found: list[Group]) -> list[tuple[list[Word], list[Word]]]:
    buckets: list[tuple[list[Word], list[Word]]] = []
    of_unit: tuple[dict[Unit, int], dict[Unit, int]] = ({}, {})
    for units in unit_groups(left, right):
        for known, members in zip(of_unit, units, strict=True):
            known.update(dict.fromkeys(members, len(buckets)))
        buckets.append(([], []))
    of_block: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for group in found:
        for blocks, members_ in zip(of_block, (group.left, group.right), strict=True):
            blocks.update(dict.fromkeys(members_, len(buckets)))
        buckets.append(([], []))
    for number, side in enumerate((left, right)):
        for word in side.words:
            at = of_unit[number].get(word.unit, of_block[number].get(word.unit[0]))
            if at is not None:
                buckets[at][number].append(word)
    return buckets


def _turned(ours: list[Word], theirs: list[Word], dimension: str) -> Iterator[Difference]:
    """As many words, but not the same ones; or only one pole here and only the other there."""
    a, b = Counter(w.pole for w in ours), Counter(w.pole for w in theirs)
    gone, new = list((a - b).elements()), list((b - a).elements())
    opposed = dimension not in OPEN and len(a) == len(b) == 1
    if not gone or not new or not (len(gone) == len(new) <= MOST_SWAPPED or opposed):
        return
    for one, two in zip(gone, new, strict=False):
        yield Difference(WORD, (_which(ours, theirs, one),), (_which(theirs, ours, two),), dimension)


def _which(words: list[Word], others: list[Word], pole: str) -> Word:
    """The word of this pole where the other document has another one in the same turn."""
    mine = [w for w in words if w.pole == pole]
    if len(words) == len(others):
        mine = [w for w, o in zip(words, others, strict=True) if w.pole == pole != o.pole] or mine
    return mine[0]
