"""Several files of one report compared: its languages, or drafts in one language.

Scope: two or more readings to findings. Every file is compared with the first one; where a third file decides which
one is the odd one out, only that one is named in ``places`` and the others are its operands.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mtm.audit.comparison import numbers as kinds
from mtm.audit.comparison.differences import differences
from mtm.audit.comparison.drafts import TEXT, changes
from mtm.audit.comparison.marks import Mark, Side, Word, side
from mtm.audit.comparison.numbers import Difference
from mtm.audit.documents.piece import Place
from mtm.audit.findings import EDITORIAL, ERROR, HIGH, LIKELY, LOW, MEDIUM, Found
from mtm.audit.meaning.reading import Reading

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
        operands = tuple(_place(sides[file], d.right[0], kind) for file, d in same if d.right)
        expected = _shown(same[0][1].right[0], kind) if same[0][1].right else ""
        places = _places(sides[0], left, kind)
        return [_found(kind, places, operands, _shown(left[0], kind), expected, same[0][1].dimension)]
    return [_one(sides, file, difference) for file, difference in same]


def _one(sides: list[Side], file: int, told: Difference) -> Found:
    kind = told.kind
    left, right = _places(sides[0], told.left, kind), _places(sides[file], told.right, kind)
    if not told.left or not told.right:
        printed = ", ".join(m.printed for m in (told.left or told.right)[:6])
        return _found(kind, left or right, (), printed, "", told.dimension)
    one, two = _shown(told.left[0], kind), _shown(told.right[0], kind)
    if len(sides) > 2:
        return _found(kind, right, left, two, one, told.dimension)
    return _found(kind, (*left, *right), (), one, two, told.dimension)


def _said(what: Mark | Word) -> object:
    return what.amount if isinstance(what, Mark) else what.pole


def _places(side: Side, marks: tuple[Mark | Word, ...], kind: str) -> tuple[Place, ...]:
    return tuple(_place(side, mark, kind) for mark in marks)


def _place(side: Side, mark: Mark | Word, kind: str) -> Place:
    return side.place(mark.piece, mark.start, _end(mark, kind))


def _end(mark: Mark | Word, kind: str) -> int:
    """Where the unit differs it belongs to the place."""
    claim = mark.claim if isinstance(mark, Mark) and kind == kinds.UNIT else None
    return max(claim.after, mark.end) if claim is not None else mark.end


def _shown(mark: Mark | Word, kind: str) -> str:
    return mark.piece.text[mark.start : _end(mark, kind)]


def _found(
    kind: str, places: tuple[Place, ...], operands: tuple[Place, ...], printed: str, expected: str, dimension: str
) -> Found:
    grade = _CLASS.get(kind, EDITORIAL)
    sentence = _SENTENCES.get(kind, "missing") if expected else "missing"
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
        mechanism=f"version_{kind}" if kind != kinds.NUMBER else "version",
        confidence=_CONFIDENCE[grade],
        params={"sentence": sentence, "printed": printed, "other": expected},
    )
