"""Several files of one report compared: its languages, or drafts in one language.

Scope: two or more readings to findings. Every file is compared with the first one; where a third file decides which
one is the odd one out, only that one is named in ``places`` and the others are its operands.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtm.audit.comparison import differences as kinds
from mtm.audit.comparison.differences import Difference, differences
from mtm.audit.comparison.drafts import ADDED, REMOVED, TEXT, changes
from mtm.audit.comparison.marks import Mark, Side, Word, side
from mtm.audit.documents.piece import Place
from mtm.audit.findings import EDITORIAL, ERROR, HIGH, LIKELY, LOW, MEDIUM, Found
from mtm.audit.reading import Reading

RULE = "versions"
_CLASS = {kinds.NUMBER: ERROR, kinds.UNIT: ERROR, kinds.SIGN: LIKELY, kinds.WORD: LIKELY}
_SEVERITY = {ERROR: HIGH, LIKELY: MEDIUM, EDITORIAL: LOW}
_CONFIDENCE = {ERROR: Decimal("0.9"), LIKELY: Decimal("0.7"), EDITORIAL: Decimal("0.6")}
_SENTENCES = {
    kinds.NUMBER: "versions",
    kinds.UNIT: "versions_unit",
    kinds.SIGN: "versions_sign",
    kinds.WORD: "versions_word",
    TEXT: "versions_text",
    ADDED: "missing",
    REMOVED: "missing",
    kinds.MISSING: "missing",
}

Told = tuple[int, Difference]  # the file that differs from the first one, and how


def compare(readings: Sequence[Reading]) -> list[Found]:
    """Differences between the first document and each of the others."""
    told: list[Told] = []
    sides: list[Side] = []
    for file, reading in enumerate(readings):
        sides.append(side(reading, file))
        if file:
            told += [(file, d) for d in _between(sides[0], sides[file])]
    found: list[Found] = []
    for same in _by_first(told):
        found += _findings(sides, same)
    return found


def _between(first: Side, other: Side) -> list[Difference]:
    one_language = first.reading.language == other.reading.language
    drafts = changes(first, other) if one_language else None
    by_numbers = differences(first, other)  # for drafts it only tells which numbers were compared
    for mark in (*first.marks, *other.marks):
        if mark.partner is not None and mark.claim is not None:
            mark.claim.checked = True
    return by_numbers if drafts is None else drafts


def _by_first(told: list[Told]) -> list[list[Told]]:
    """Differences of several files at one place of the first document stand together."""
    found: dict[object, list[Told]] = {}
    for number, (file, difference) in enumerate(told):
        here = difference.left[0] if difference.left else None
        key: object = number if here is None else (difference.kind, here.unit, id(here.piece), here.start)
        found.setdefault(key, []).append((file, difference))
    return list(found.values())


def _findings(sides: list[Side], same: list[Told]) -> list[Found]:
    """One finding for the odd one out where the files can tell, else one for every pair."""
    kind, left = same[0][1].kind, same[0][1].left
    others = {_said(d.right[0]) for _, d in same if d.right}
    if len(sides) > 2 and left and len(same) == len(sides) - 1 and len(others) < 2:
        operands = tuple(_place(sides[file], d.right[0]) for file, d in same if d.right)
        expected = same[0][1].right[0].printed if same[0][1].right else ""
        return [_found(kind, _places(sides[0], left), operands, left[0].printed, expected, same[0][1].dimension)]
    return [_one(sides, file, difference) for file, difference in same]


def _one(sides: list[Side], file: int, told: Difference) -> Found:
    left, right = _places(sides[0], told.left), _places(sides[file], told.right)
    if not told.left or not told.right:
        printed = ", ".join(m.printed for m in (told.left or told.right)[:6])
        return _found(told.kind, left or right, (), printed, "", told.dimension)
    one, two = told.left[0].printed, told.right[0].printed
    if len(sides) > 2:
        return _found(told.kind, right, left, two, one, told.dimension)
    return _found(told.kind, (*left, *right), (), one, two, told.dimension)


def _said(what: Mark | Word) -> object:
    return what.amount if isinstance(what, Mark) else what.pole


def _places(side: Side, marks: tuple[Mark | Word, ...]) -> tuple[Place, ...]:
    return tuple(_place(side, mark) for mark in marks)


def _place(side: Side, mark: Mark | Word) -> Place:
    return side.place(mark.piece, mark.start, mark.end)


def _found(
    kind: str, places: tuple[Place, ...], operands: tuple[Place, ...], printed: str, expected: str, dimension: str
) -> Found:
    grade = _CLASS.get(kind, EDITORIAL)
    if dimension == "figure":
        grade = LIKELY
    return Found(
        grade,
        RULE,
        _SEVERITY[grade],
        places,
        printed=printed,
        expected=expected,
        formula=f"{printed} in one version, {expected} in the other" if expected else "",
        operands=operands,
        mechanism=kind if kind != kinds.NUMBER else "version",
        confidence=_CONFIDENCE[grade],
        params={"sentence": _SENTENCES[kind], "printed": printed, "other": expected},
    )
