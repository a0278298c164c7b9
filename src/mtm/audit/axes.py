"""On which side of an opposition a number stands: in or out, men or women, temporary or permanent.

Scope: tags of words to axes. Two claims with different values on one axis measure different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
}


def axes(tags: Iterable[str]) -> dict[str, str]:
    """The axes that these tags settle; both sides named settle nothing."""
    found: dict[str, str] = {}
    clash: set[str] = set()
    for tag in tags:
        axis = _AXES.get(tag)
        if axis is None:
            continue
        if found.setdefault(axis[0], axis[1]) != axis[1]:
            clash.add(axis[0])
    return {k: v for k, v in found.items() if k not in clash}


def sides(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Every (axis, side) that these tags name."""
    return [_AXES[tag] for tag in tags if tag in _AXES]


def conflict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """True where both stand on one axis at different ends."""
    return any(other.get(axis, side) != side for axis, side in one.items())
