"""What every check may look at: the matrix at its cut-off, the deliveries, the calendar and what the team knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mtm.model.figure import Figure
from mtm.model.observation import Delivery, Matrix, Observation
from mtm.model.period import Period
from mtm.model.reference import AgencyGroup, Correction, Expected, Group, Indicator, Question, Unit


@dataclass(frozen=True)
class CheckContext:
    """Everything known at the cut-off of one report.

    ``deliveries`` are all deliveries, those after the cut-off too. ``figures`` are the report's evaluated figures.
    ``sources`` are names by source id. ``simulated``: the workspace says that all of it is invented;
    ``enforcement``: it asks for results by citizenship that point at enforcement.
    """

    matrix: Matrix
    period: Period
    deliveries: tuple[Delivery, ...] = ()
    expected: tuple[Expected, ...] = ()
    figures: tuple[Figure, ...] = ()
    questions: tuple[Question, ...] = ()
    corrections: tuple[Correction, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    agency_groups: Mapping[str, AgencyGroup] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    simulated: bool = False
    enforcement: bool = False

    @property
    def as_of(self) -> date:
        return self.matrix.as_of

    @cached_property
    def used(self) -> frozenset[Observation]:
        """Observations behind the report's figures."""
        return frozenset(o for figure in self.figures for o in figure.observations)

    @cached_property
    def relevant(self) -> tuple[Observation, ...]:
        """Current observations that concern this report: of its year up to its end, or behind one of its figures."""
        return tuple(o for o in self.matrix.current if self.concerns(o))

    def concerns(self, o: Observation) -> bool:
        """Whether an observation belongs to this report."""
        begins = date(self.period.end.year, 1, 1)
        return begins <= o.time_period.end <= self.period.end or o in self.used

    def indicator(self, o: Observation) -> Indicator:
        """What is known of an observation's indicator."""
        return self.indicators.get(o.indicator) or Indicator(o.indicator, o.unit_measure)

    def name(self, source: str) -> str:
        """A source's name, or its id."""
        return self.sources.get(source, source)
