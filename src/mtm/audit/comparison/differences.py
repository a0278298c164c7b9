"""What two aligned documents say differently.

Scope: values only: a difference names the number or word on either side; findings are made of it elsewhere. Numbers
without a partner are first given every chance to be the same number written otherwise (rounded, in words, with other
gaps between digits) before they count as different, and a number that only one side has is told apart from one that
was altered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.comparison.alignment import Group, compatible, groups, pair_numbers, unit_groups
from mtm.audit.comparison.marks import Mark, Side, Unit, Word
from mtm.audit.lexicon import LANGUAGES, lexicon
from mtm.audit.quantities import power
from mtm.audit.rules.restated import same_value

_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")

NUMBER, UNIT, SIGN, WORD, MISSING = "number", "unit", "sign", "word", "missing"
OPEN = frozenset(
    ("area", "quarter", "half-year", "months", "month", "date", "code")
)  # dimensions with any number of poles
MOST_SWAPPED = 2  # more words that differ in one sentence are another wording, not an alteration
LEAST_AFFINITY = 3
BESIDE = 25  # characters from a number to the noun that it counts
SCALED = 1000
NEAR = 12  # numbers within which a language may repeat one
LARGEST_WORD = 1000  # languages write numbers up to here in words


class Difference(NamedTuple):
    """One difference; ``left`` or ``right`` are empty where only one document has the number."""

    kind: str
    left: tuple[Mark | Word, ...]
    right: tuple[Mark | Word, ...]
    dimension: str = ""


def differences(left: Side, right: Side) -> list[Difference]:
    """All differences between two documents that should say the same."""
    pair_numbers(left, right)
    found = groups(left, right)
    result: list[Difference] = []
    for group in found:
        result += _Numbers(left, right, group).differences()
    result += _signs(left)
    result += _nouns(left, right)
    told = {id(d.left[0]) for d in result if d.left}
    result += [d for d in _words(left, right, found) if not any(id(w) in told for w in d.left)]
    return result


@dataclass(slots=True)
class _Numbers:
    """The numbers of one group that have no partner yet."""

    left: Side
    right: Side
    group: Group

    def differences(self) -> Iterator[Difference]:
        ours, theirs = _open(self.left, self.group.left), _open(self.right, self.group.right)
        spare = _loose(self.left, self.group.left), _loose(self.right, self.group.right)
        for test in (_same_otherwise, _same_part):
            _pair_up(ours, theirs, test)
        _written_loosely(ours, spare[1])
        _written_loosely(theirs, spare[0])
        yield from self._units(ours, theirs)
        if _spaced_otherwise(ours, theirs):
            ours, theirs = [], []
        yield from self._altered(ours, theirs)
        yield from _missing(_unsaid(ours, self.right, self.group.right), left=True)
        yield from _missing(_unsaid(theirs, self.left, self.group.left), left=False)
        yield from self._figures(*spare)

    def _units(self, ours: list[Mark], theirs: list[Mark]) -> Iterator[Difference]:
        """The digits are the same, the unit or the scale is not."""
        for one in list(ours):
            two = next((m for m in theirs if m.digits == one.digits and _unit_differs(one, m)), None)
            if two is not None:
                ours.remove(one)
                theirs.remove(two)
                _meet(one, two)
                yield Difference(UNIT, (one,), (two,))

    def _altered(self, ours: list[Mark], theirs: list[Mark]) -> Iterator[Difference]:
        """Numbers that stand for each other and are not equal, the likeliest pairs first."""
        only = len(ours) == len(theirs) == 1
        candidates = [(_affinity(a, b) + only, a, b) for a in ours for b in theirs]
        candidates.sort(key=lambda c: (-c[0], c[1].index, c[2].index))
        for affinity, one, two in candidates:
            if one.partner is None and two.partner is None and affinity >= LEAST_AFFINITY:
                _meet(one, two)
                ours.remove(one)
                theirs.remove(two)
                yield Difference(NUMBER, (one,), (two,))

    def _figures(self, ours: list[Mark], theirs: list[Mark]) -> Iterator[Difference]:
        """Years, ages and other figures: as many differ on one side as on the other, with as many digits.

        One that the other side says elsewhere in the same stretch was only repeated, unless its partner is new there.
        """
        one, two = _unequal(ours, theirs), _unequal(theirs, ours)
        here, there = {m.amount for m in ours}, {m.amount for m in theirs}
        for length in sorted({len(m.digits) for m in one}):
            a, b = ([m for m in marks if len(m.digits) == length] for marks in (one, two))
            if len(a) == len(b) <= MOST_SWAPPED:
                for x, y in zip(a, b, strict=True):
                    if x.amount not in there or y.amount not in here:
                        yield Difference(NUMBER, (x,), (y,), "figure")


def _meet(one: Mark, two: Mark) -> None:
    one.partner, two.partner = two, one


def _open(side: Side, blocks: list[int]) -> list[Mark]:
    return [m for b in blocks for m in side.by_block().get(b, ()) if m.partner is None]


def _loose(side: Side, blocks: list[int]) -> list[Mark]:
    return [m for b in blocks for m in side.loose_by_block().get(b, ())]


def _pair_up(ours: list[Mark], theirs: list[Mark], test: Callable[[Mark, Mark], bool]) -> None:
    for one in list(ours):
        two = next((m for m in theirs if test(one, m)), None)
        if two is not None:
            _meet(one, two)
            ours.remove(one)
            theirs.remove(two)


def _same_otherwise(one: Mark, two: Mark) -> bool:
    """Equal within the rounding of both, in units that fit."""
    if one.claim is None or two.claim is None or not compatible(one, two):
        return False
    coarse = one.claim.scale >= SCALED or two.claim.scale >= SCALED
    return one.amount == two.amount or (
        coarse and one.claim.scale != two.claim.scale and same_value(one.claim, two.claim)
    )


def _same_part(one: Mark, two: Mark) -> bool:
    """The same digits, where one side does not say the unit or the scale at all."""
    if one.claim is None or two.claim is None or one.digits != two.digits:
        return False
    return not _unit_differs(one, two)


def _unit_differs(one: Mark, two: Mark) -> bool:
    """Both say a unit, or both a scale, and not the same one; in running text a scale that is gone differs too."""
    a, b = one.claim, two.claim
    if a is None or b is None or a.decimals != b.decimals:
        return False
    if a.unit != b.unit and a.unit and b.unit:
        return True
    if a.table >= 0 or b.table >= 0:
        return a.scale != b.scale and a.scale > 1 and b.scale > 1
    return _scale(a) != _scale(b)


def _scale(claim: Claim) -> int:
    """The scale of a number; a report may quote another language: “123,2 тыс.”."""
    if claim.scale > 1:
        return claim.scale
    following = _FIRST_WORD.match(claim.piece.text, claim.after)
    return next((s for s in (scale_of(following[1], k) for k in LANGUAGES) if s > 1), 1) if following else 1


def scale_of(word: str, language: str) -> int:
    return int(10 ** power(lexicon(language).word(word).tags))


def _written_loosely(marks: list[Mark], loose: list[Mark]) -> None:
    """The other document has these digits as a figure of another kind: an age, a range, a date."""
    for mark in list(marks):
        value = mark.claim.value if mark.claim is not None else mark.amount
        same = next((m for m in loose if m.partner is None and m.amount in (mark.amount, abs(value))), None)
        if same is not None:
            same.partner = mark
            marks.remove(mark)


def _spaced_otherwise(ours: list[Mark], theirs: list[Mark]) -> bool:
    """One after the other the digits are the same: only the gaps between numbers were read differently."""
    return bool(ours) and "".join(m.digits for m in ours) == "".join(m.digits for m in theirs)


def _affinity(one: Mark, two: Mark) -> int:
    """How much speaks for two unequal numbers standing for each other."""
    a, b = one.claim, two.claim
    if a is None or b is None or not compatible(one, two):
        return 0
    result = 2 * (_edits(one.digits, two.digits) == 1) + (len(one.digits) == len(two.digits))
    result += 2 * _twisted(one.digits, two.digits) + (a.unit == b.unit) + (a.decimals == b.decimals)
    if a.area and b.area:
        result += 2 if a.area == b.area else -2
    if a.table >= 0 and b.table >= 0:
        result += (one.column == two.column) + (one.unit[1] == two.unit[1])
    return result + (a.role == b.role)


def _edits(one: str, two: str) -> int:
    """Digits that differ, or 9 where the lengths differ by more than one."""
    if len(one) == len(two):
        return sum(x != y for x, y in zip(one, two, strict=True))
    short, long = sorted((one, two), key=len)
    if len(long) - len(short) > 1:
        return 9
    return 1 if any(long[:i] + long[i + 1 :] == short for i in range(len(long))) else 9


def _twisted(one: str, two: str) -> bool:
    return len(one) == len(two) and one != two and sorted(one) == sorted(two)


def _unsaid(marks: list[Mark], side: Side, blocks: list[int]) -> list[Mark]:
    """Without numbers that the other document says there too: once instead of twice, or in words."""
    said = {m.amount for b in blocks for m in (*side.by_block().get(b, ()), *side.loose_by_block().get(b, ()))}
    rest = [m for m in marks if m.partner is None and m.amount not in said and not (m.claim and m.claim.word)]
    rest = [m for m in rest if not _repeated(m, side)]
    small = [m for m in rest if m.amount <= LARGEST_WORD]
    words = {n for b in blocks for n in side.numbers_in_words(b)} if small else set()
    return [m for m in rest if m not in small or m.amount not in words]


def _repeated(mark: Mark, side: Side) -> bool:
    """The other document has the same number within a few numbers of where this one should be."""
    own = mark.own.marks if mark.own is not None else []
    near = range(mark.index - NEAR, mark.index + NEAR + 1)
    partners = [own[i].partner for i in near if 0 <= i < len(own)]
    places = sorted(p.index for p in partners if p is not None)
    if not places:
        return False
    middle = places[len(places) // 2]
    return any(m.amount == mark.amount for m in side.marks[max(0, middle - NEAR) : middle + NEAR + 1])


def _missing(marks: list[Mark], left: bool) -> Iterator[Difference]:
    """Numbers of one side only, together for each block."""
    blocks: dict[int, list[Mark | Word]] = defaultdict(list)
    for mark in marks:
        blocks[mark.unit[0]].append(mark)
    for found in blocks.values():
        yield Difference(MISSING, tuple(found), ()) if left else Difference(MISSING, (), tuple(found))


def _unequal(ours: list[Mark], theirs: list[Mark]) -> list[Mark]:
    rest: Counter[Decimal] = Counter(m.amount for m in theirs if m.partner is None)
    found = []
    for mark in ours:
        if mark.partner is not None:
            continue
        if rest[mark.amount]:
            rest[mark.amount] -= 1
        else:
            found.append(mark)
    return found


def _signs(left: Side) -> Iterator[Difference]:
    """Equal digits with opposite signs; in tables also a sign that is gone."""
    for one in left.marks:
        two = one.partner
        if two is None or one.claim is None or two.claim is None or one.digits != two.digits:
            continue
        signs = {one.claim.sign, two.claim.sign}
        in_tables = one.claim.table >= 0 and two.claim.table >= 0
        if signs == {"+", "-"} or (in_tables and signs == {"", "-"}):
            yield Difference(SIGN, (one,), (two,))


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
    for ours, theirs in _buckets(left, right, found):
        for dimension in sorted(({w.dimension for w in ours} & {w.dimension for w in theirs}) - {"noun"}):
            yield from _turned(
                [w for w in ours if w.dimension == dimension],
                [w for w in theirs if w.dimension == dimension],
                dimension,
            )


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
