"""The scope of a report is what its expressions may ask about: the period and what the team knows beside the numbers.

Scope: values only; the door fills them from the workspace and the codelists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtm.model.period import Period
from mtm.model.reference import AgencyGroup, Group, Indicator, Question, Unit


@dataclass(frozen=True, slots=True)
class Scope:
    """The report's period, and the indicators, units, groups, sources and open questions that it may use.

    ``sources`` are names by source id, in the order of preference: the first that has a value supplies it.
    ``supplies`` says which sources owe an indicator, so that a gap can name whom to ask.
    ``areas`` are the codes that may be asked for; none given, none is refused.
    ``ref_area`` is the reporting area; "" accepts any.
    """

    period: Period
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    agency_groups: Mapping[str, AgencyGroup] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    supplies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    areas: frozenset[str] = frozenset()
    ref_area: str = ""
