"""From measures to estimates: results with their intervals and rulings, as frozen values in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtm.surveys.estimates import intervals, linear
from mtm.surveys.estimates.design import Design, Floats
from mtm.surveys.estimates.estimate import Estimate
from mtm.surveys.estimates.measures import Domains, Measure, Results
from mtm.surveys.estimates.median import medians
from mtm.surveys.estimates.publication import Rules, Rulings, rule_amounts, rule_proportions, rule_respondents

PROPORTIONS = ("proportion",)


def estimates(
    design: Design,
    measures: Sequence[Measure],
    parts: Sequence[Domains],
    rules: Rules | None = None,
    level: float = 0.95,
) -> tuple[Estimate, ...]:
    """Every measure in every domain of every partition, with interval and ruling; a probability sample is needed."""
    rules = rules or Rules()
    plain = [m for m in measures if m.kind != "median"]
    found = linear.estimate(design, plain, parts) if plain else [None] * len(parts)
    made: list[Estimate] = []
    for domains, results in zip(parts, found, strict=True):
        if results is not None:
            made += _of_block(plain, domains, results, rules, level)
        for measure in measures:
            if measure.kind == "median":
                made += _of_median(design, measure, domains, rules, level)
    return _ordered(made, measures, parts)


def described(
    measures: Sequence[Measure], parts: Sequence[Domains], rules: Rules | None = None
) -> tuple[Estimate, ...]:
    """What the respondents of a sample without known chances said: no standard error, no interval, no population."""
    from mtm.surveys.estimates.design import design

    rules = rules or Rules()
    made: list[Estimate] = []
    for domains in parts:
        alike = design(np.ones(len(domains.codes)))
        for measure in measures:
            results = medians(alike, measure, domains)[0] if measure.kind == "median" else None
            results = results or linear.estimate(alike, [measure], [domains])[0]
            nothing = np.full_like(results.value, np.nan)
            bare = Results(results.value, nothing, results.n, nothing, nothing)
            ruling = rule_respondents(results.n, rules)
            made += _values([measure], domains, bare, (nothing, nothing), [[""]] * domains.count, ruling, False)
    return _ordered(made, measures, parts)


def _of_block(
    measures: Sequence[Measure], domains: Domains, results: Results, rules: Rules, level: float
) -> list[Estimate]:
    shares = np.array([m.kind in PROPORTIONS for m in measures])[None, :]
    args = (results.value, results.se, results.n, results.df)
    low, high = intervals.symmetric(results.value, results.se, results.df, level)
    share_low, share_high, near = intervals.proportion(*args, level)
    methods = np.where(shares, np.where(near, "korn_graubard", "logit"), "t")
    ruling = [
        np.where(shares, a, b) for a, b in zip(rule_proportions(*args, rules), rule_amounts(*args, rules), strict=True)
    ]
    bounds = (np.where(shares, share_low, low), np.where(shares, share_high, high))
    return _values(measures, domains, results, bounds, methods.tolist(), (ruling[0], ruling[1]), True)


def _of_median(design: Design, measure: Measure, domains: Domains, rules: Rules, level: float) -> list[Estimate]:
    results, low, high = medians(design, measure, domains, level)
    ruling = rule_amounts(results.value, results.se, results.n, results.df, rules)
    return _values([measure], domains, results, (low, high), [["woodruff"]] * domains.count, ruling, True)


def _values(
    measures: Sequence[Measure],
    domains: Domains,
    results: Results,
    bounds: tuple[Floats, Floats],
    methods: Sequence[Sequence[str]],
    ruling: Rulings,
    probability: bool,
) -> list[Estimate]:
    value, se, low, high, deff = (_plain(a) for a in (results.value, results.se, *bounds, results.deff))
    n, df = results.n.astype(np.int64).tolist(), _plain(results.df)
    status, reason = ruling[0].tolist(), ruling[1].tolist()
    return [
        Estimate(m.id, label, value[d][k], se[d][k], low[d][k], high[d][k], n[d][k], deff[d][k], _whole(df[d][k]),
                 status[d][k], reason[d][k], probability, m.kind, methods[d][k])
        for d, label in enumerate(domains.labels)
        for k, m in enumerate(measures)
    ]  # fmt: skip


def _plain(array: Floats) -> list[list[float | None]]:
    rows: list[list[float]] = array.tolist()
    return [[None if x != x else x for x in row] for row in rows]


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _ordered(made: Sequence[Estimate], measures: Sequence[Measure], parts: Sequence[Domains]) -> tuple[Estimate, ...]:
    """By measure, then by partition and domain, as they were asked for."""
    first = {m.id: n for n, m in enumerate(measures)}
    place = {label: n for n, label in enumerate(label for part in parts for label in part.labels)}
    return tuple(sorted(made, key=lambda e: (first[e.indicator], place[e.domain])))
