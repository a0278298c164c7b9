"""A total and the parts listed beneath it in one table: does it close, and what is left over.

Scope: observations of one delivery, one indicator, one period, one breakdown. An agency's groups are parts of the
total, listed areas are parts of their group, a rest row ("…/_O") is a part like any other. Memo rows are left out.
Nothing is judged here; checks and evidence read what an identity says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mtm.kit.intervals import Interval, total
from mtm.model.observation import OTHER, TOTAL, Observation, Status
from mtm.model.reference import Unit

Units = Mapping[str, Unit]


@dataclass(frozen=True, slots=True)
class Identity:
    """One total and its parts in one table; ``total`` has a value."""

    total: Observation
    parts: tuple[Observation, ...]

    @property
    def valued(self) -> tuple[Observation, ...]:
        return tuple(p for p in self.parts if p.value is not None)

    @property
    def open(self) -> tuple[Observation, ...]:
        """Parts whose value is not known; a phenomenon that does not exist ("-") is known to add nothing."""
        return tuple(p for p in self.parts if p.value is None and p.obs_status != Status.NIL)

    @property
    def complete(self) -> bool:
        """Whether the table means to list everything: it has a rest row, or splits the total into groups."""
        groups = [p for p in self.parts if ":" in p.counterpart_area]
        return len(groups) > 1 or any(is_rest(p.counterpart_area) for p in self.parts)

    @property
    def sum(self) -> Decimal:
        return sum((p.value for p in self.parts if p.value is not None), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """What the total has beyond the parts with a value; negative where the parts exceed it."""
        assert self.total.value is not None  # noqa: S101 - identities are only made of totals with a value
        return self.total.value - self.sum

    def closes(self, units: Units) -> bool:
        """Whether the total lies within what the parts may stand for, rounded as they are printed."""
        return interval(self.total, units).meets(total(interval(p, units) for p in self.valued))


def identities(table: Iterable[Observation]) -> tuple[Identity, ...]:
    """Every total of a table with its parts; totals without a value or without parts are left out."""
    rows = [o for o in table if o.attribute("role") != "memo"]
    totals = {o.counterpart_area: o for o in rows if ":" in o.counterpart_area or o.counterpart_area == TOTAL}
    parts: dict[str, list[Observation]] = {}
    for o in rows:
        if o.counterpart_area != TOTAL:
            parts.setdefault(_parent(o, totals), []).append(o)
    return tuple(
        Identity(whole, tuple(parts[area]))
        for area, whole in totals.items()
        if whole.value is not None and area in parts
    )


def interval(observation: Observation, units: Units) -> Interval:
    """What a value may stand for: a count itself, a rounded number half a unit of its last digit to either side."""
    value = observation.value or Decimal(0)
    unit = units.get(observation.unit_measure)
    if unit is not None and unit.count and observation.decimals >= 0:
        return Interval.exact(value)
    return Interval.printed(value, observation.decimals)


def is_rest(area: str) -> bool:
    """Whether an area code means what a source does not list separately."""
    return area == OTHER or area.endswith(f"/{OTHER}")


def _parent(o: Observation, totals: Mapping[str, Observation]) -> str:
    group = o.attribute("group") or o.counterpart_area.removesuffix(f"/{OTHER}")
    return group if group in totals and group != o.counterpart_area else TOTAL
