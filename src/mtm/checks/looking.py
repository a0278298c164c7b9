"""Ways of looking at observations that several checks share: tables, numbers as plain text, places, lists of areas."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import TypeVar

from mtm.model.finding import Place
from mtm.model.observation import Observation

K = TypeVar("K", bound=Hashable)

MOST_PLACES = 6
"""Cells named in one finding."""


def grouped(observations: Iterable[Observation], key: Callable[[Observation], K]) -> dict[K, list[Observation]]:
    """Observations by a key, in the order in which they come."""
    found: dict[K, list[Observation]] = {}
    for o in observations:
        found.setdefault(key(o), []).append(o)
    return found


def table_of(o: Observation) -> tuple[Hashable, ...]:
    """The table in which an observation stands: its neighbours are its other areas."""
    return (o.origin.sha256, o.indicator, o.time_period, o.breakdown, o.ref_area)


def plain(value: Decimal | None) -> str:
    """A number as plain text: "25399", "-2.4"; "" for none."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def places(observations: Iterable[Observation]) -> tuple[Place, ...]:
    """The cells of observations, each once, the first few."""
    return tuple(dict.fromkeys(Place.of(o.origin) for o in observations))[:MOST_PLACES]


def areas(observations: Iterable[Observation]) -> str:
    """The areas or codes of observations as a list in words."""
    return ", ".join(dict.fromkeys(label(o) for o in observations))


def label(o: Observation) -> str:
    """What distinguishes a row in its table: its area, or its breakdown where it has one."""
    codes = [code for _, code in o.breakdown]
    area = [] if o.counterpart_area == "_T" and codes else [o.counterpart_area]
    return " ".join([*area, *codes])
