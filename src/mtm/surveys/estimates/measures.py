"""What is measured and for whom: an indicator as columns over interviews, and a set of domains that part them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mtm.surveys.estimates.design import Floats, Ints
from mtm.surveys.estimates.estimate import Domain

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator over the interviews: ``top`` is counted or summed, over ``base``.

    ``valid`` marks the interviews in the base of the indicator: asked, answered, and meant by it. ``base`` is the
    denominator of a ratio and None elsewhere. A proportion's ``top`` is 0 or 1.
    """

    id: str
    kind: str
    top: Column
    valid: NDArray[np.bool_]
    base: Column | None = None


@dataclass(frozen=True, slots=True)
class Domains:
    """A partition of the interviews: ``codes`` point into ``labels``; -1 is in no domain (the answer is not known)."""

    labels: tuple[Domain, ...]
    codes: Ints

    @property
    def count(self) -> int:
        return len(self.labels)


def everybody(size: int) -> Domains:
    """The one domain of all interviews."""
    return Domains(((),), np.zeros(size, dtype=np.int64))


def partition(dimensions: Sequence[str], columns: Sequence[ArrayLike]) -> Domains:
    """Domains by one column or by several crossed; None, nan and "" are in no domain."""
    known = np.ones(len(np.asarray(columns[0])), dtype=bool)
    texts = []
    for column in columns:
        values = np.asarray(column, dtype=object)
        here = np.array([v is not None and v == v and v != "" for v in values])
        texts.append(np.where(here, values, "").astype(str))
        known &= here
    return crossed(dimensions, [np.unique(text, return_inverse=True) for text in texts], known)


def crossed(dimensions: Sequence[str], coded: Sequence[tuple[NDArray[Any], Ints]], known: NDArray[np.bool_]) -> Domains:
    """Domains of columns that are coded already: (labels, codes) each; only combinations that occur."""
    key = np.zeros(len(known), dtype=np.int64)
    for labels, codes in coded:
        key = key * max(len(labels), 1) + codes
    found, inverse = np.unique(key[known], return_inverse=True)
    codes = np.full(len(known), -1, dtype=np.int64)
    codes[known] = inverse
    return Domains(tuple(_label(int(k), dimensions, coded) for k in found), codes)


def _label(key: int, dimensions: Sequence[str], coded: Sequence[tuple[NDArray[Any], Ints]]) -> Domain:
    pairs = []
    for dimension, (labels, _) in zip(reversed(dimensions), reversed(coded), strict=True):
        key, code = divmod(key, max(len(labels), 1))
        pairs.append((dimension, str(labels[code])))
    return tuple(sorted(pairs))


@dataclass(frozen=True, slots=True)
class Results:
    """Estimates of K measures in D domains as D x K arrays; nan where there is nothing to say."""

    value: Floats
    se: Floats
    n: Floats
    deff: Floats
    df: Floats

    @classmethod
    def beside(cls, parts: Sequence[Results]) -> Results:
        """Results of further measures in the same domains, side by side."""
        names = ("value", "se", "n", "deff", "df")
        return cls(*(np.concatenate([getattr(part, name) for part in parts], axis=1) for name in names))

    def picked(self, columns: Ints) -> Results:
        """The results of some measures, in the order asked for."""
        return Results(*(part[:, columns] for part in (self.value, self.se, self.n, self.deff, self.df)))
