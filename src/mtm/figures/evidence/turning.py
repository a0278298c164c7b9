"""Would the sign or the rank be another? Every reason for a doubt asks this of one or more other values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from mtm.figures.arithmetic import recompute
from mtm.kit.rounding import rounded
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation

Instead = Mapping[Observation, Decimal]

DIRECTED = ("balance", "change", "points", "difference", "rank", "select")
MOST = 2048
"""Combinations of other values that are tried; more would need a table with a dozen broken identities."""


def directed(figure: Figure) -> bool:
    """Whether a figure says up or down, more or fewer, first or second; published numbers are not judged."""
    says = figure.kind == "rank" or figure.signed
    return figure.value is not None and figure.kind in DIRECTED and says


def turned(figure: Figure, instead: Instead) -> Decimal | None:
    """The recomputed value where it turns the sign or the rank, else None."""
    value = recompute(figure, instead)
    if value is None or figure.value is None:
        return None
    if figure.kind == "rank":
        return value if value != figure.value else None
    return value if _sign(value) != _sign(figure.value) else None


def combinations(options: Sequence[Sequence[Instead]]) -> Iterator[dict[Observation, Decimal]]:
    """Every way to take one option from each group, the plainest first; bounded in number."""
    for chosen in islice(product(*options), MOST):
        merged: dict[Observation, Decimal] = {}
        for part in chosen:
            merged |= part
        if merged:
            yield merged


def doubt(reason: str, operands: Sequence[Observation] = (), **params: object) -> Doubt:
    """A doubt with its parameters in sorted pairs; numbers are written plainly."""
    pairs = tuple(sorted((name, plain(value)) for name, value in params.items()))
    return Doubt(reason, pairs, tuple(operands))


def shown(figure: Figure, value: Decimal) -> Decimal:
    """Another value of a figure as it would be printed; more decimals where rounding would hide its sign."""
    return next((r for d in range(figure.decimals, 12) if (r := rounded(value, d)) or not value), value)


def plain(value: object) -> str:
    """A number as plain text ("-129", "0.25"), anything else as it is."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
