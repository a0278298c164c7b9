"""Simulated rounds of a country that does not exist, drawn from a population whose truth is known.

Scope: to try the estimates out, and to prove that their intervals cover the truth as often as they say. Settlements
differ from each other, so that clusters matter; questions are skipped where they do not apply; some visits meet nobody
and some people refuse. The same seed gives the same people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mtm.surveys.extra import needed
from mtm.surveys.states import Outcome, State, state_column

if TYPE_CHECKING:
    import pyarrow as pa

REGIONS = ("TA-01", "TA-02", "TA-03", "TA-04", "TA-05", "TA-06", "TA-07", "TA-08")
LARGE = (0.6, 1.3, 0.8, 1.0, 2.2, 0.4, 1.2, 1.6)
"""How large settlements of each region are, compared with the middle."""

SECTORS = ("construction", "trade", "farming", "services")
DOMAINS = ("see", "hear", "walk", "remember", "selfcare", "communicate")
COPING = ("less_preferred", "borrowed", "smaller", "fewer", "adults_less")
YES, NO = "yes", "no"
EASE = ("none", "some", "a_lot", "cannot")

Column = NDArray[Any]


@dataclass(frozen=True)
class People:
    """A population of migrant workers: what each would answer, "" where the form would skip the question."""

    region: Column
    settlement: Column
    answers: Mapping[str, Column]

    @property
    def size(self) -> int:
        return len(self.region)

    def share(self, question: str, answer: str = YES) -> float:
        """The true share of an answer among those to whom the question applies."""
        asked = self.answers[question] != ""
        return float((self.answers[question][asked] == answer).mean())


def people(seed: int, settlements: int = 100) -> People:
    """A population: every region has so many settlements, of about 45 to 260 migrant workers each."""
    random = np.random.default_rng(seed)
    sizes = random.integers(45, 260, len(REGIONS) * settlements)
    sizes = (sizes * np.repeat(LARGE, settlements)).astype(np.int64)
    settlement = np.repeat(np.arange(len(sizes)), sizes)
    region = settlement // settlements
    n = len(settlement)
    mood = random.normal(0, 0.45, len(sizes))[settlement] + np.linspace(-0.4, 0.4, len(REGIONS))[region]
    sex = np.where(random.random(n) < 0.34, "F", "M")
    sector = np.array(SECTORS)[random.choice(4, n, p=(0.41, 0.27, 0.14, 0.18))]
    return People(np.array(REGIONS)[region], settlement, _answers(random, mood, sex, sector))


def _answers(random: np.random.Generator, mood: Column, sex: Column, sector: Column) -> dict[str, Column]:
    n = len(mood)
    women, building = (sex == "F") * 1.0, (sector == "construction") * 1.0

    def yes(base: float, *, women_more: float = 0.0, building_more: float = 0.0) -> Column:
        score = base + mood + women_more * women + building_more * building
        return np.where(random.random(n) < 1 / (1 + np.exp(-score)), YES, NO)

    employed = yes(1.9, women_more=-0.7)
    works = employed == YES
    earnings = np.round(np.exp(random.normal(5.9 - 0.15 * women, 0.35)) / 10) * 10
    answers: dict[str, Column] = {
        "sex": sex,
        "sector": np.where(works, sector, ""),
        "employed": employed,
        "no_contract": np.where(works, yes(-0.2, building_more=0.7), ""),
        "wages_withheld": np.where(works, yes(-2.3, building_more=0.8), ""),
        "no_documents": yes(-2.6),
        "no_health_access": yes(-0.9, women_more=0.3),
        "crowded_housing": yes(-0.5, building_more=0.4),
        "debt": yes(-0.7),
        "discriminated": yes(-1.6),
        "passport_kept": np.where(works, yes(-4.6), ""),
        "earnings": np.where(works, earnings, np.nan),
        "recruitment_fee": np.where(works, np.round(random.gamma(1.3, 180, n) / 10) * 10, np.nan),
    }
    trouble = random.normal(0, 1, n) + 0.5 * mood
    answers |= {d: np.array(EASE)[_difficulty(random, trouble)] for d in DOMAINS}
    answers |= {c: random.binomial(7, 1 / (1 + np.exp(2.4 - 0.6 * trouble))).astype(float) for c in COPING}
    return answers


def _difficulty(random: np.random.Generator, trouble: Column) -> NDArray[np.int64]:
    """No difficulty for most, a lot for about one in fifty in each domain."""
    return np.digitize(0.6 * trouble + random.normal(0, 0.8, len(trouble)), (1.2, 2.1, 2.9))


@dataclass(frozen=True)
class Drawn:
    """A sample: rows of the population by visit, what became of each visit, and the weight of each interview."""

    rows: NDArray[np.int64]
    outcome: Column
    weight: NDArray[np.float64]


def draw(population: People, seed: int, settlements: int = 10, visits: int = 16) -> Drawn:
    """A stratified sample in two stages: so many settlements of each region, so many visits in each settlement.

    One visit in eleven is refused, one in twenty meets nobody. The weight of an interview makes the interviews of its
    settlement stand for the settlement, and the settlements drawn for all of their region.
    """
    random = np.random.default_rng(seed)
    firsts = np.unique(population.settlement, return_index=True)
    homes = np.split(np.arange(population.size), firsts[1][1:])
    by_region = firsts[0].reshape(len(REGIONS), -1)
    rows, weights = [], []
    outcomes = []
    for region in by_region:
        for home in np.sort(random.choice(region, settlements, replace=False)):
            chosen = np.sort(random.choice(homes[home], visits, replace=False))
            outcome = _outcomes(random, visits)
            held = max(int((outcome == Outcome.COMPLETE).sum()), 1)
            rows.append(chosen)
            outcomes.append(outcome)
            weights.append(np.full(visits, len(region) / settlements * len(homes[home]) / held))
    return Drawn(np.concatenate(rows), np.concatenate(outcomes), np.concatenate(weights))


def _outcomes(random: np.random.Generator, visits: int) -> Column:
    """Two visits of every settlement always end in an interview, so that every settlement is heard."""
    fate = random.random(visits)
    fate[:2] = 1.0
    return np.where(
        fate < 1 / 11, Outcome.REFUSED, np.where(fate < 1 / 11 + 1 / 20, Outcome.NONCONTACT, Outcome.COMPLETE)
    )


def table(population: People, drawn: Drawn) -> pa.Table:
    """The sample as a round's table of interviews; a visit without interview has no answers."""
    pa = needed("pyarrow")
    rows, held = drawn.rows, drawn.outcome == Outcome.COMPLETE
    columns: dict[str, Any] = {
        "_id": pa.array([f"visit-{n:05d}" for n in range(len(rows))]),
        "_outcome": pa.array(drawn.outcome.tolist()).dictionary_encode(),
        "_site": pa.array([f"S{s:03d}" for s in population.settlement[rows]]).dictionary_encode(),
    }
    told = {"region": population.region[rows], **{name: column[rows] for name, column in population.answers.items()}}
    for name, values in told.items():
        columns |= _question(name, values, held)
    columns |= _question("weight", drawn.weight, held)
    return pa.table(columns)


def _question(name: str, values: Column, held: NDArray[np.bool_]) -> dict[str, Any]:
    pa = needed("pyarrow")
    numbers = values.dtype.kind == "f"
    asked = held & (~np.isnan(values) if numbers else values != "")
    given = pa.array(values.tolist(), mask=~asked)
    states = np.where(asked, State.ANSWERED, State.SKIPPED).astype(np.int8)
    return {name: given if numbers else given.dictionary_encode(), state_column(name): pa.array(states)}
