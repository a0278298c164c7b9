"""A unit that stands before its numbers: "Arrivals, thousand persons: 367.3", «Переводы (млн долл. США): 654,5».

Scope: the tokens and the numbers of one sentence. The unit is a label's: behind a comma, "in" or an opened parenthesis,
and closed by a parenthesis, a colon or a dash. It holds for the numbers after it that have none of their own; beside a
number with decimals a whole one of four digits and more is in full.
"""

from __future__ import annotations

from mtm.audit.claims import COUNT, PERCENT, POINTS, Claim
from mtm.audit.language import quantities
from mtm.audit.language.chunks import MARK, NUMBER
from mtm.audit.language.sentences import Token

_CLOSING = frozenset((":", "–", "—", "-", ")"))
_IN = frozenset(("in", "в"))
_FULL = 1000
_MOST = 4  # words of the unit itself: "thousands of US dollars"


def give(found: list[Token], bare: list[int], claims: list[Claim], language: str) -> None:
    """Gives the numbers after a label's unit that unit; ``bare`` are the words of scale behind no number."""
    for index in reversed(bare):  # the nearest label before a number is its own
        unit = _label(found, index, language)
        if unit is None or _counted_before(found, index, claims):
            continue
        end = found[unit.after - 1][1]
        led = [c for c in claims if c.start >= end and c.unit == COUNT and c.scale == 1 and not c.word]
        rounded = any(c.decimals for c in led)
        for claim in led:
            if not rounded or claim.decimals or abs(claim.value) < _FULL:
                claim.unit, claim.scale, claim.exact, claim.interval_ = unit.unit, 10**unit.power, False, None


def _counted_before(found: list[Token], index: int, claims: list[Claim]) -> bool:
    """ "took in 4,512 people, thousands of them refugees: …": a number stands before it in its part of the sentence."""
    opened = next((found[at][1] for at in range(index, -1, -1) if found[at][2].lower == ";"), 0)
    return any(opened <= c.start < found[index][0] for c in claims)


def _label(found: list[Token], index: int, language: str) -> quantities.Suffix | None:
    """The unit whose scale this word is, where it stands as a label's does."""
    first = index
    while first and found[first - 1][2].currency:  # "USD million"
        first -= 1
    before = found[first - 1][2] if first else None
    if before is None or before.kind == NUMBER or not (before.lower in ",(" or before.lower in _IN):
        return None
    unit = quantities.suffix(found, first, language)
    if not unit.power or unit.unit in (PERCENT, POINTS):
        return None
    after = _behind_people(found, unit.after)
    closing = found[after][2].lower if after < len(found) else ""
    opened = _opened(found, first)
    return unit if closing in _CLOSING or (closing in ",(" and (opened or closing == "(")) else None


def _behind_people(found: list[Token], after: int) -> int:
    """ "thousand persons", "thousands of migrants", «тыс. чел.»."""
    for _ in range(_MOST):
        if after >= len(found):
            break
        entry = found[after][2]
        of = entry.lower == "of" or (entry.lower == "." and entry.kind == MARK)
        if not of and "person" not in entry.tags:
            break
        after += 1
    return after


def _opened(found: list[Token], first: int) -> bool:
    """An opened parenthesis right before it, or before its "in"."""
    near = [found[at][2].lower for at in range(max(0, first - 2), first)]
    return near[-1:] == ["("] or (near[:1] == ["("] and near[-1] in _IN)


__all__ = ["give"]
