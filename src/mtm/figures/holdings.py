"""The matrix laid out for look-up: which observation answers "this indicator, this area, this period".

Scope: finding observations, never computing with them. Current vintages unless a delivery is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from mtm.figures.scope import Scope
from mtm.kit.identities import Identity, identities
from mtm.model.observation import Matrix, Observation
from mtm.model.period import Period
from mtm.model.reference import Breakdown

Place = tuple[str, str, Breakdown]
"""Indicator, counterpart area, breakdown."""

Table = tuple[str, str, Period, Breakdown, str]
"""Delivery, indicator, period, breakdown, reporting area."""

K = TypeVar("K")


def table_of(o: Observation) -> Table:
    """The table in which an observation stands: its neighbours are its other areas."""
    return (o.origin.sha256, o.indicator, o.time_period, o.breakdown, o.ref_area)


@dataclass(frozen=True)
class Holdings:
    """The observations of a matrix by place and by delivery, together with the scope that asks."""

    matrix: Matrix
    scope: Scope
    current: dict[Place, tuple[Observation, ...]] = field(repr=False)
    by_indicator: dict[str, tuple[Observation, ...]] = field(repr=False)
    deliveries: dict[tuple[str, str], tuple[Observation, ...]] = field(repr=False)
    tables: dict[Table, tuple[Observation, ...]] = field(repr=False)
    _broken: dict[Table, tuple[Identity, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, matrix: Matrix, scope: Scope) -> Holdings:
        """Lay out a matrix; observations of other reporting areas are left aside."""
        here = [o for o in matrix.observations if scope.ref_area in ("", o.ref_area)]
        now = [o for o in matrix.current if scope.ref_area in ("", o.ref_area)]
        return cls(
            matrix,
            scope,
            _grouped(((o.indicator, o.counterpart_area, o.breakdown), o) for o in now),
            _grouped((o.indicator, o) for o in now),
            _grouped(((o.origin.sha256, o.indicator), o) for o in here),
            _grouped((table_of(o), o) for o in here),
        )

    @property
    def indicators(self) -> frozenset[str]:
        """Every indicator that can be asked for: declared ones and those with data."""
        return frozenset(self.by_indicator) | frozenset(self.scope.indicators)

    @property
    def areas(self) -> frozenset[str]:
        """Every area and group that has data: what the data hold may always be asked for."""
        return frozenset(area for _, area, _ in self.current)

    def at(self, indicator: str, area: str, breakdown: Breakdown, source: str | None = None) -> tuple[Observation, ...]:
        """Current observations of one place over all periods."""
        found = self.current.get((indicator, area, breakdown), ())
        return tuple(o for o in found if source in (None, o.origin.source))

    def find(
        self, indicator: str, area: str, period: Period, breakdown: Breakdown = (), source: str | None = None
    ) -> Observation | None:
        """The current observation of a place and period; of several sources, the preferred one that has a value."""
        found = [o for o in self.at(indicator, area, breakdown, source) if o.time_period == period]
        return min(found, key=self.preference, default=None)

    def same_delivery(self, observation: Observation) -> tuple[Observation, ...]:
        """What this observation's delivery says about the same indicator, all periods and areas."""
        return self.deliveries.get((observation.origin.sha256, observation.indicator), ())

    def neighbours(self, observation: Observation) -> tuple[Observation, ...]:
        """What the same delivery says for the same indicator, period and breakdown: the table it stands in."""
        return self.tables.get(table_of(observation), ())

    def broken(self, observation: Observation) -> tuple[Identity, ...]:
        """The totals of this observation's table that list all their parts, all with values, and do not close."""
        key = table_of(observation)
        if key not in self._broken:
            found = identities(self.tables.get(key, ()))
            units = self.scope.units
            self._broken[key] = tuple(i for i in found if i.complete and not i.open and not i.closes(units))
        return self._broken[key]

    def in_delivery(self, observation: Observation, sha256: str) -> Observation | None:
        """The same key as this observation, as another delivery gave it."""
        found = self.deliveries.get((sha256, observation.indicator), ())
        return next((o for o in found if o.key == observation.key), None)

    def suppliers(self, indicator: str) -> tuple[str, ...]:
        """The sources that owe an indicator: as declared, or else those that ever sent it."""
        declared = self.scope.supplies.get(indicator, ())
        return declared or tuple(sorted({o.origin.source for o in self.by_indicator.get(indicator, ())}))

    def preference(self, o: Observation) -> tuple[bool, int, str]:
        """Sort key: sources with a value first, then in the order of the scope."""
        order = list(self.scope.sources)
        source = o.origin.source
        return (o.value is None, order.index(source) if source in order else len(order), source)


def _grouped(pairs: Iterable[tuple[K, Observation]]) -> dict[K, tuple[Observation, ...]]:
    result: dict[K, list[Observation]] = {}
    for key, observation in pairs:
        result.setdefault(key, []).append(observation)
    return {key: tuple(found) for key, found in result.items()}
