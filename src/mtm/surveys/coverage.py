"""How often 95 per cent intervals cover a truth that is known: repeated samples of a simulated population.

Scope: the proof, run short in the tests and long in the benchmarks. Truths are computed from the population directly.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from mtm.surveys import simulated
from mtm.surveys.estimates.of_round import estimate, of_tables
from mtm.surveys.plan import Plan
from mtm.surveys.round_file import RoundFile

SHARES = ("no_contract", "wages_withheld", "no_health_access", "debt", "passport_kept", "no_documents")


def truths(people: simulated.People) -> Mapping[str, float]:
    """What is true of the whole population."""
    earnings, fee = people.answers["earnings"], people.answers["recruitment_fee"]
    return {
        **{name: people.share(name) for name in SHARES},
        "mean_earnings": float(np.nanmean(earnings)),
        "median_earnings": float(np.nanmedian(earnings)),
        "employed": float((people.answers["employed"] == "yes").sum()),
        "months_of_recruitment_cost": float(np.nanmean(fee / earnings)),
        "cost_per_earnings": float(np.nansum(fee) / np.nansum(earnings)),
    }


def plan() -> Plan:
    """The plan that estimates these truths."""
    place: dict[str, object] = {"determinant": "individual", "dissemination": "public"}
    cost: dict[str, object] = {"score": "recruitment_cost", "questions": ["recruitment_fee", "earnings"]}
    indicators: list[dict[str, object]] = [
        *(dict[str, object](id=name, question=name) for name in SHARES),
        {"id": "mean_earnings", "question": "earnings", "statistic": "mean"},
        {"id": "median_earnings", "question": "earnings", "statistic": "median"},
        {"id": "employed", "statistic": "total", "where": "employed == 'yes'"},
        {"id": "months_of_recruitment_cost", "statistic": "mean", **cost},
        {"id": "cost_per_earnings", "statistic": "ratio", "numerator": "recruitment_fee", "denominator": "earnings"},
    ]
    return Plan.model_validate({"indicators": [{**place, **one} for one in indicators]})


def round_file() -> RoundFile:
    """The design of the simulated samples."""
    design = {"kind": "probability", "strata": ["region"], "clusters": "_site", "weight": "weight"}
    dates = {"from": date(2024, 10, 7), "to": date(2024, 11, 2)}
    return RoundFile.model_validate({"dates": dates, "design": design, "simulated": True})


def coverage(people: simulated.People, seeds: range) -> Mapping[str, float]:
    """The share of samples whose interval covers the truth, for every estimate."""
    true, told, asked = truths(people), round_file(), plan()
    hits = dict.fromkeys(true, 0)
    for seed in seeds:
        sample = simulated.table(people, simulated.draw(people, seed))
        for one in estimate(of_tables({"interviews": sample}), told, asked).estimates:
            inside = one.lower is not None and one.upper is not None and one.lower <= true[one.indicator] <= one.upper
            hits[one.indicator] += inside
    return {name: count / len(seeds) for name, count in hits.items()}
