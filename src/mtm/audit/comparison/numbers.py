"""Numbers of two aligned documents that have no equal partner.

Scope: one group of blocks at a time, then what is left over near to each other. Numbers are first given every chance to
be the same number written otherwise (rounded, in words, with other gaps between digits, said once instead of twice)
before they count as different, and a number that only one side has is told apart from one that was altered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import Claim
from mtm.audit.comparison.alignment import Group, compatible
from mtm.audit.comparison.marks import Mark, Side, Word
from mtm.audit.gathered.copies import same_value
from mtm.audit.language.lexicon import LANGUAGES, lexicon
from mtm.audit.language.quantities import power

NUMBER, UNIT, SIGN, WORD, MISSING = "number", "unit", "sign", "word", "missing"
MOST_SWAPPED = 2  # more figures or words that differ in one stretch are another wording, not an alteration
LEAST_AFFINITY = 3
SCALED = 1000
LARGEST_WORD = 1000  # languages write numbers up to here in words
NEAR = 12  # numbers within which a language may repeat one
NEAR_BLOCKS = 6
LEAST_OF_COLUMN = 2
BESIDE_GROUP = 3  # numbers between one and its partner in the next paragraph
Test = Callable[[Mark, Mark], bool]
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")


class Difference(NamedTuple):
    """One difference; ``left`` or ``right`` are empty where only one document has the number."""

    kind: str
    left: tuple[Mark | Word, ...]
    right: tuple[Mark | Word, ...]
    dimension: str = ""


def number_differences(left: Side, right: Side, groups: list[Group]) -> Iterator[Difference]:
    """Differences of numbers, units and figures; gives partners to numbers that are the same after all."""
    rest = [_Rest(left, right, group) for group in groups]
    found = [d for group in rest for d in group.differences()]
    found += _across(rest)
    yield from _of_columns(found, left, right)
    for group in rest:
        yield from _missing(_unsaid(group.ours, right, group.group.right), left=True)
        yield from _missing(_unsaid(group.theirs, left, group.group.left), left=False)


def _of_columns(found: list[Difference], left: Side, right: Side) -> Iterator[Difference]:
    """On pages a heading's unit may be read of the wrong cell; where it was changed, the whole column differs."""
    columns: Counter[object] = Counter()
    for told in found:
        if told.kind == UNIT:
            columns.update({_column(told.left[0], left), _column(told.right[0], right)})
    for told in found:
        keys = {_column(told.left[0], left), _column(told.right[0], right)} if told.kind == UNIT else set()
        if not any(key is not None and columns[key] < LEAST_OF_COLUMN for key in keys):
            yield told


def _column(mark: Mark | Word, side: Side) -> object:
    """The column of a page's table that gives a number its unit, or None."""
    claim = mark.claim if isinstance(mark, Mark) else None
    if claim is None or claim.table < 0 or side.reading.documents[side.file].unit != "page":
        return None
    return (side.file, claim.table, claim.column)


@dataclass(slots=True)
class _Rest:
    """The numbers of one group that have no partner yet."""

    left: Side
    right: Side
    group: Group
    ours: list[Mark] = field(default_factory=list)
    theirs: list[Mark] = field(default_factory=list)

    def differences(self) -> Iterator[Difference]:
        ours, theirs = _open(self.left, self.group.left), _open(self.right, self.group.right)
        spare = _loose(self.left, self.group.left), _loose(self.right, self.group.right)
        for test in (_same_otherwise, _same_part):
            _pair_up(ours, theirs, test)
        _written_loosely(ours, spare[1])
        _written_loosely(theirs, spare[0])
        yield from _units(ours, theirs)
        if not _spaced_otherwise(ours, theirs):
            yield from _altered(ours, theirs, LEAST_AFFINITY)
            self.ours, self.theirs = ours, theirs
        yield from self._figures(*spare)

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
                    if (x.amount not in there or y.amount not in here) and not self._cut_elsewhere(x, y):
                        yield Difference(NUMBER, (x,), (y,), "figure")

    def _cut_elsewhere(self, one: Mark, two: Mark) -> bool:
        """Tables that pages cut at other rows: both figures stand nearby in both documents."""
        if self.left.block(one.unit[0]).kind != "table" and self.right.block(two.unit[0]).kind != "table":
            return False
        if all(s.reading.documents[s.file].unit != "page" for s in (self.left, self.right)):
            return False
        return _near(self.left, one.unit[0], two.amount) or _near(self.right, two.unit[0], one.amount)


def _near(side: Side, block: int, amount: Decimal) -> bool:
    found = side.loose_by_block()
    near = range(block - NEAR_BLOCKS, block + NEAR_BLOCKS + 1)
    return any(m.amount == amount for number in near for m in found.get(number, ()))


def _across(rest: list[_Rest]) -> Iterator[Difference]:
    """Paragraphs are split and joined in translation: a number may have its partner in the next group."""
    ours = [m for group in rest for m in group.ours if m.partner is None]
    theirs = [m for group in rest for m in group.theirs if m.partner is None]
    for test in (_same_otherwise, _same_part):
        _pair_up(ours, theirs, lambda a, b, test=test: test(a, b) and _close(a, b))  # type: ignore[misc]
    yield from _units(ours, theirs, _close)
    yield from _altered(ours, theirs, LEAST_AFFINITY + 1, _close)


def _close(one: Mark, two: Mark) -> bool:
    """The neighbours of one have their partners near the other."""
    own = one.own.marks if one.own is not None else []
    for step in (-1, 1):
        at = one.index + step
        while 0 <= at < len(own) and own[at].partner is None:
            at += step
        partner = own[at].partner if 0 <= at < len(own) else None
        if partner is not None and partner.own is two.own and abs(partner.index - two.index) <= BESIDE_GROUP:
            return True
    return False


def _anywhere(_one: Mark, _two: Mark) -> bool:
    return True


def _units(ours: list[Mark], theirs: list[Mark], near: Test = _anywhere) -> Iterator[Difference]:
    """The digits are the same, the unit or the scale is not."""
    for one in list(ours):
        two = next((m for m in theirs if m.digits == one.digits and _unit_differs(one, m) and near(one, m)), None)
        if two is not None:
            ours.remove(one)
            theirs.remove(two)
            _meet(one, two)
            yield Difference(UNIT, (one,), (two,))


def _altered(ours: list[Mark], theirs: list[Mark], least: int, near: Test = _anywhere) -> Iterator[Difference]:
    """Numbers that stand for each other and are not equal, the likeliest pairs first."""
    only = len(ours) == len(theirs) == 1
    candidates = [(_affinity(a, b) + only, a, b) for a in ours for b in theirs if near(a, b)]
    candidates.sort(key=lambda c: (-c[0], c[1].index, c[2].index))
    for affinity, one, two in candidates:
        if one.partner is None and two.partner is None and affinity >= least:
            _meet(one, two)
            ours.remove(one)
            theirs.remove(two)
            yield Difference(NUMBER, (one,), (two,))


def _meet(one: Mark, two: Mark) -> None:
    one.partner, two.partner = two, one


def _open(side: Side, blocks: list[int]) -> list[Mark]:
    return [m for b in blocks for m in side.by_block().get(b, ()) if m.partner is None]


def _loose(side: Side, blocks: list[int]) -> list[Mark]:
    return [m for b in blocks for m in side.loose_by_block().get(b, ())]


def _pair_up(ours: list[Mark], theirs: list[Mark], test: Test) -> None:
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
    return _scale(a) != _scale(b) and not any(_last(c) for c in (a, b) if c.scale == 1)


def _last(claim: Claim) -> bool:
    """The number ends its piece: a scale may stand beneath it, in another one."""
    return not claim.piece.text[claim.after :].strip()


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
    rest = [m for m in rest if m.amount and not _repeated(m, side)]
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
