"""On which side of an opposition a number stands: in or out, men or women, temporary or permanent.

Scope: tags of words to axes. Two claims with different values on one axis measure different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

_AXES = {
    "in": ("flow", "in"),
    "out": ("flow", "out"),
    "gained": ("status", "gained"),
    "lost": ("status", "lost"),
    "temporary": ("term", "temporary"),
    "permanent": ("term", "permanent"),
    "men": ("sex", "men"),
    "women": ("sex", "women"),
    "urban": ("place", "urban"),
    "rural": ("place", "rural"),
    "working": ("age", "working"),
    "young": ("age", "young"),
    "old": ("age", "old"),
    "average": ("statistic", "average"),
    "cumulative": ("statistic", "cumulative"),
    "remit": ("topic", "money"),
    "born": ("vital", "born"),
    "died": ("vital", "died"),
}


def mean_and_total(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """ "36,000 in May" and "an average of 1,300 a day": a mean, and what is none."""
    return (one.get("statistic") == "average") != (other.get("statistic") == "average")


def axes(tags: Iterable[str]) -> dict[str, str]:
    """The axes that these tags settle; both sides named settle nothing."""
    return settled(_AXES[tag] for tag in tags if tag in _AXES)


def settled(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The axes of which one side only is named."""
    found: dict[str, str] = {}
    clash: set[str] = set()
    for axis, side in named:
        if found.setdefault(axis, side) != side:
            clash.add(axis)
    return {k: v for k, v in found.items() if k not in clash} if clash else found


def born_and_died(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Births beside deaths: neither is an earlier value of the other."""
    return {one.get("vital"), other.get("vital")} == {"born", "died"}


@lru_cache(maxsize=4096)
def sides(tags: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Every (axis, side) that these tags name."""
    return tuple(_AXES[tag] for tag in tags if tag in _AXES)


def conflict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """True where both stand on one axis at different ends."""
    if not one or not other or one is other:
        return False
    return any(other.get(axis, side) != side for axis, side in one.items())
