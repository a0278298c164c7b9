"""The needs and vulnerability index: the share of needs a person has, always shown with what it is made of.

Scope: needs are proportions of the plan, grouped by IOM's determinants of migrant vulnerability (individual, household,
community, structural; International Organization for Migration, Handbook on Protection and Assistance for Migrants
Vulnerable to Violence, Exploitation and Abuse). A component is the share of its known needs that a person has, the
index the plain mean of the components: every determinant and, within it, every need has the same weight.
A person is counted where at least one need of every component is known; a need that was skipped because it does not
apply, or is not known, is not counted. Index and components run from 0 to 100.
Nationalities are never ranked: the index is refused by citizenship, nationality or ethnicity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.model.errors import MtmError
from mtm.surveys.estimates.design import Floats
from mtm.surveys.estimates.measures import Measure
from mtm.surveys.estimates.planned import NATIONAL, REGION, is_nationality, is_place
from mtm.surveys.plan import DETERMINANTS, IndicatorEntry, Plan

INDEX = "vulnerability_index"
WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """Which needs make the index, and for whom it is shown."""

    components: Mapping[str, tuple[str, ...]]  # determinant -> indicators
    domains: tuple[tuple[str, ...], ...]
    level: str

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(one for needs in self.components.values() for one in needs)


def index_plan(plan: Plan, where: str = "plan.yml") -> IndexPlan | None:
    """The index that a plan asks for in ``settings.index`` (needs, domains), or None.

    Errors: MtmError for needs that are no proportions of the plan, and for a ranking of nationalities.
    """
    told: Mapping[str, Any] | None = plan.settings.get("index")
    if told is None:
        return None
    place = f"{where}, key settings.index"
    known = {entry.id: entry for entry in plan.indicators}
    entries = [_need(name, known, place) for name in told.get("needs", ())]
    if not entries:
        raise MtmError("the index has no needs", where=place, remedy="List the indicators it is made of.")
    asked = tuple(tuple([one] if isinstance(one, str) else one) for one in told.get("domains", ()))
    _refuse_rankings(asked, plan, place)
    components = {d: tuple(e.id for e in entries if e.determinant == d) for d in DETERMINANTS}
    level = NATIONAL if any(_national(entry) for entry in entries) else REGION
    shown = tuple(d for d in asked if level == REGION or not any(is_place(name, plan) for name in d))
    return IndexPlan({d: needs for d, needs in components.items() if needs}, shown, level)


def _need(name: str, known: Mapping[str, IndicatorEntry], place: str) -> IndicatorEntry:
    entry = known.get(name)
    if entry is None or entry.statistic != "proportion" or entry.repeat or not entry.may_leave:
        raise MtmError("the index takes proportions of the plan that have a determinant and a dissemination category",
                       where=place, value=name, remedy="Add the indicator, or leave it out of the index.")  # fmt: skip
    if entry.dissemination == "urgent":
        raise MtmError("what is for urgent action has no part in an index", where=place, value=name,
                       remedy="Leave it out of the index.")  # fmt: skip
    return entry


def _national(entry: IndicatorEntry) -> bool:
    return entry.dissemination == "sensitive" or entry.lowest_level == NATIONAL


def _refuse_rankings(domains: Sequence[Sequence[str]], plan: Plan, place: str) -> None:
    for name in (one for domain in domains for one in domain):
        if is_nationality(name, plan):
            raise MtmError("nationalities are never ranked by vulnerability", where=place, value=name,
                           remedy="Show the index by sex, region, sector or disability.")  # fmt: skip


def index_measures(told: IndexPlan, needs: Mapping[str, Measure]) -> list[Measure]:
    """The index and its components as means, from the proportions they are made of."""
    parts = {d: _component([needs[name] for name in names]) for d, names in told.components.items()}
    known: NDArray[np.bool_] = np.logical_and.reduce([~np.isnan(part) for part in parts.values()])
    mean = np.mean(np.stack([np.nan_to_num(part) for part in parts.values()]), axis=0)
    made = {INDEX: mean, **{f"{INDEX}.{d}": np.nan_to_num(part) for d, part in parts.items()}}
    return [Measure(name, "mean", WHOLE * values, known) for name, values in made.items()]


def _component(needs: Sequence[Measure]) -> Floats:
    """The share of known needs that each person has; nan where none is known."""
    valid = np.stack([need.valid for need in needs])
    hits = np.stack([need.valid & (np.asarray(need.top) > 0) for need in needs])
    known = valid.sum(axis=0)
    shares: Floats = np.where(known > 0, hits.sum(axis=0) / np.maximum(known, 1), np.nan)
    return shares
