"""The sampling design: who stands for how many, in which stratum and cluster, out of how many.

Scope: one stage of strata and clusters, as the ultimate cluster variance needs it: later stages are covered by the
variation between clusters, and a finite population correction applies to the first stage alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mtm.kit.messages import counted
from mtm.model.errors import MtmError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REFUSE, CERTAINTY, CENTRE = "refuse", "certainty", "centre"


@dataclass(frozen=True, slots=True)
class Controls:
    """What weights were calibrated to: control variables of each interview, and the base weights before calibration.

    ``covariance`` of the totals is None for counts without sampling error, and part of every variance otherwise.
    """

    variables: Floats  # interviews x controls
    base: Floats
    covariance: Floats | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """A sample: weight and cluster of each interview, stratum of each cluster, sampled share of each stratum.

    Clusters are numbered so that their strata never decrease. ``fraction`` is n_h / N_h, 0 without a finite population
    correction. ``lonely`` marks strata with one cluster; ``strategy`` says what they contribute: nothing ("certainty":
    the cluster was taken for certain) or their distance from the mean of all clusters ("centre").
    """

    weights: Floats
    cluster: Ints
    stratum: Ints
    clusters: Ints  # per stratum
    fraction: Floats
    strategy: str = REFUSE
    controls: Controls | None = None

    @property
    def size(self) -> int:
        return len(self.weights)

    @property
    def df(self) -> int:
        """Clusters less strata."""
        return len(self.stratum) - len(self.clusters)

    @property
    def lonely(self) -> NDArray[np.bool_]:
        alone: NDArray[np.bool_] = (self.clusters == 1) & (self.fraction < 1)
        return alone


def design(
    weights: ArrayLike,
    strata: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    populations: Mapping[Any, float] | ArrayLike | None = None,
    lonely: str = REFUSE,
) -> Design:
    """A design from the weight, stratum and cluster of each interview.

    ``populations`` gives the number of clusters (of persons, where there are no clusters) in each stratum, by stratum
    or per interview. A stratum with a single cluster has no variance: it is refused unless ``lonely`` says what to do.
    Cluster names may repeat in other strata.
    """
    w = np.asarray(weights, dtype=np.float64)
    _check_weights(w)
    labels, stratum = _codes(strata, len(w))
    names = np.arange(len(w)) if clusters is None else np.unique(np.asarray(clusters), return_inverse=True)[1]
    pairs, cluster = np.unique(stratum * (names.max() + 1) + names, return_inverse=True)
    of_cluster = (pairs // (names.max() + 1)).astype(np.int64)
    counts = np.bincount(of_cluster, minlength=len(labels)).astype(np.int64)
    fraction = _fractions(populations, labels, stratum, counts)
    made = Design(w, cluster.astype(np.int64), of_cluster, counts, fraction, lonely)
    if lonely not in (REFUSE, CERTAINTY, CENTRE):
        raise MtmError("unknown strategy for strata with one cluster", value=lonely, remedy="Use certainty or centre.")
    if lonely == REFUSE and made.lonely.any():
        alone = ", ".join(str(label) for label in labels[made.lonely][:5])
        raise MtmError(
            counted(int(made.lonely.sum()), "stratum has", "strata have") + " one cluster, which shows no variation",
            value=alone,
            remedy="Join strata that were sampled alike, or state lonely: certainty or lonely: centre.",
        )
    return made


def _check_weights(w: Floats) -> None:
    if not len(w):
        raise MtmError("a design needs interviews", remedy="Check the outcomes and the filter of the round.")
    if not np.isfinite(w).all() or (w <= 0).any():
        bad = int((~np.isfinite(w) | (w <= 0)).sum())
        told = counted(bad, "interview has", "interviews have")
        raise MtmError(f"{told} no positive weight", remedy="Give each sampled interview its weight.")


def _codes(strata: ArrayLike | None, size: int) -> tuple[NDArray[Any], Ints]:
    if strata is None:
        return np.array(["all"]), np.zeros(size, dtype=np.int64)
    labels, codes = np.unique(np.asarray(strata), return_inverse=True)
    return labels, codes.astype(np.int64)


def _fractions(
    given: Mapping[Any, float] | ArrayLike | None, labels: NDArray[Any], stratum: Ints, counts: Ints
) -> Floats:
    """The sampled share of each stratum; a population below its sample is a mistake in the plan."""
    if given is None:
        return np.zeros(len(labels))
    if isinstance(given, Mapping):
        missing = [str(label) for label in labels if label.item() not in given]
        if missing:
            raise MtmError("strata without a population", value=", ".join(missing[:5]), remedy="State every stratum's.")
        sizes = np.array([float(given[label.item()]) for label in labels])
    else:
        rows = np.broadcast_to(np.asarray(given, dtype=np.float64), stratum.shape)
        sizes = np.zeros(len(labels))
        sizes[stratum] = rows
        if not np.array_equal(sizes[stratum], rows):
            raise MtmError("interviews of one stratum state different populations", remedy="State one per stratum.")
    if (sizes < counts).any():
        worst = labels[int(np.argmax(counts - sizes))]
        raise MtmError(
            "a stratum has fewer clusters in its population than in the sample",
            value=str(worst),
            remedy="Populations count clusters where clusters were drawn, persons where persons were.",
        )
    shares: Floats = counts / sizes
    return shares
