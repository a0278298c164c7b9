"""The same designs estimated by svy, an independent library: equal to one part in a million."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from mtm.surveys.estimates.design import CENTRE, Design, design
from mtm.surveys.estimates.measures import Measure, everybody, partition
from mtm.surveys.estimates.ruled import estimates

svy = pytest.importorskip("svy", reason="svy is in the dev extra; this test compares mtm with it")
pl = pytest.importorskip("polars", reason="svy reads polars tables")

CLOSE = 1e-6


@dataclass(frozen=True)
class Case:
    """A simulated sample, its mtm design, and the same in svy's words."""

    columns: Mapping[str, Any]
    sample: Design
    words: Mapping[str, str]

    @property
    def other(self) -> Any:
        return svy.Sample(data=pl.DataFrame(dict(self.columns)), design=svy.Design(**self.words))


def columns(seed: int, strata: int, clusters: int, size: int) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    n = strata * clusters * size
    stratum = np.repeat(np.arange(strata), clusters * size)
    psu = np.repeat(np.arange(strata * clusters), size)
    shift = random.normal(size=strata * clusters)[psu]
    y = random.gamma(2.0, 3.0, n) + shift
    return {
        "stratum": stratum,
        "psu": psu,
        "w": random.uniform(0.5, 4.0, n),
        "frame": np.full(n, clusters * 5),
        "y": y,
        "x": random.uniform(1, 5, n) + y,
        "p": (random.random(n) < 0.15).astype(int),
        "d": random.choice(["north", "south", "east"], n),
    }


def clustered() -> Case:
    c = columns(1, strata=4, clusters=6, size=9)
    return Case(c, design(c["w"], c["stratum"], c["psu"]), {"stratum": "stratum", "psu": "psu", "wgt": "w"})


def finite() -> Case:
    c = columns(2, strata=3, clusters=8, size=5)
    words = {"stratum": "stratum", "psu": "psu", "wgt": "w", "pop_size": "frame"}
    return Case(c, design(c["w"], c["stratum"], c["psu"], c["frame"]), words)


def stratified() -> Case:
    c = columns(3, strata=5, clusters=1, size=40)
    return Case(c, design(c["w"], c["stratum"]), {"stratum": "stratum", "wgt": "w"})


def weighted() -> Case:
    c = columns(4, strata=1, clusters=1, size=120)
    return Case(c, design(c["w"]), {"wgt": "w"})


CASES = [clustered, finite, stratified, weighted]


@pytest.mark.parametrize("made", CASES)
@pytest.mark.parametrize("kind", ["mean", "total", "ratio", "median"])
@pytest.mark.parametrize("by", [None, "d"])
def test_amounts_equal_those_of_svy(made: Any, kind: str, by: str | None) -> None:
    case = made()
    y, x = case.columns["y"], case.columns["x"]
    parts = [everybody(len(y)) if by is None else partition([by], [case.columns[by]])]
    measure = Measure("y", kind, y, np.ones(len(y), dtype=bool), x if kind == "ratio" else None)
    args: dict[str, Any] = {"y": "y", "by": by}
    args |= {"x": "x"} if kind == "ratio" else {}
    args |= {} if kind == "median" else {"deff": "wr"}

    theirs = getattr(case.other.estimation, kind)(**args).estimates

    ours = estimates(case.sample, [measure], parts)
    assert len(theirs) == len(ours)
    for their, our in zip(sorted(theirs, key=lambda e: str(e.by_level)), ours, strict=True):
        assert our.domain == (() if by is None else ((by, their.by_level[0]),))
        expected = (their.est, their.se, their.lci, their.uci, their.df)
        assert (our.value, our.se, our.lower, our.upper, our.df) == pytest.approx(expected, rel=CLOSE)
        if kind != "median" and not (kind == "total" and by):
            assert our.deff == pytest.approx(their.deff, rel=CLOSE)


@pytest.mark.parametrize("made", CASES)
@pytest.mark.parametrize(("method", "name"), [("logit", "logit"), ("korn-graubard", "korn_graubard")])
def test_proportions_equal_those_of_svy(made: Any, method: str, name: str) -> None:
    case = made()
    p = case.columns["p"]
    if name == "korn_graubard":  # a rare answer, where our rule takes the exact interval
        p = np.zeros(len(p), dtype=int)
        p[[3, 17, 41, 60]] = 1
    measure = Measure("p", "proportion", p, np.ones(len(p), dtype=bool))
    sample = svy.Sample(data=pl.DataFrame({**case.columns, "p": p}), design=svy.Design(**case.words))

    theirs = next(e for e in sample.estimation.prop(y="p", ci_method=method, deff="wr").estimates if e.y_level == 1)

    (ours,) = estimates(case.sample, [measure], [everybody(len(p))])
    assert ours.method == name
    expected = (theirs.est, theirs.se, theirs.lci, theirs.uci, theirs.deff)
    assert (ours.value, ours.se, ours.lower, ours.upper, ours.deff) == pytest.approx(expected, rel=CLOSE)


def test_missing_answers_shrink_the_base_and_not_the_sample() -> None:
    case = clustered()
    y = case.columns["y"]
    known = np.arange(len(y)) % 7 > 0
    sample = svy.Sample(data=pl.DataFrame({**case.columns, "asked": known}), design=svy.Design(**case.words))

    theirs = sample.estimation.mean(y="y", where=svy.col("asked") == True).estimates[0]  # noqa: E712 - an expression

    (ours,) = estimates(case.sample, [Measure("y", "mean", y, known)], [everybody(len(y))])
    assert (ours.value, ours.se) == pytest.approx((theirs.est, theirs.se), rel=CLOSE)


def test_lonely_strata_by_distance_from_the_centre() -> None:
    c = columns(5, strata=4, clusters=5, size=6)
    c["stratum"] = np.where(c["psu"] == 19, 9, c["stratum"])
    words = {"stratum": "stratum", "psu": "psu", "wgt": "w"}
    sample = svy.Sample(data=pl.DataFrame(c), design=svy.Design(**words, singleton="center"))

    theirs = sample.estimation.mean(y="y").estimates[0]

    ours = estimates(
        design(c["w"], c["stratum"], c["psu"], lonely=CENTRE),
        [Measure("y", "mean", c["y"], np.ones(len(c["y"]), dtype=bool))],
        [everybody(len(c["y"]))],
    )[0]
    assert (ours.value, ours.se) == pytest.approx((theirs.est, theirs.se), rel=CLOSE)
