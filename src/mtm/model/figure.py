"""A figure is a number that a report prints: it knows how it was computed and from which cells.

Scope: the value with its operands, base, rounding, period and status. The algebra is in ``figures``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mtm.model.observation import Observation, Origin
from mtm.model.period import Period


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason why the direction or the rank that a figure suggests is not established.

    ``reason`` is one of: parts, grouping, vintages, sources, question, unlisted. ``params`` are pairs for its sentence.
    ``operands`` are the observations that raise the doubt.
    """

    reason: str
    params: tuple[tuple[str, str], ...] = ()
    operands: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report, or the gap where it would stand.

    ``id`` is "section.name" or "section.name.KEY" ("flows.share_of_group.UZB"); one id has one value in every language.
    ``kind``: select, total, share, change, balance, rank, count, difference, published.
    ``unit`` is a code of codelists/units ("crossings", "percent", "percentage_points", "usd_million", …).
    ``decimals`` is the rounding at print: half away from zero, once. ``value`` itself is never rounded.
    ``value`` None is a gap; ``gap`` then says why ("withheld", "not_collected", "not_delivered", "blank", "nil",
    "division_by_zero", "no_earlier_period", …) and ``missing`` names what is missing and from whom.
    ``base`` names the figure that a share or a change is taken of. ``published_by`` is set on a number taken over.
    ``area`` is the counterpart area or group that the figure is about, if it is about one.
    """

    id: str
    section: str
    kind: str
    value: Decimal | None
    unit: str
    decimals: int
    period: Period | None
    formula: str
    operands: tuple[Figure | Observation, ...] = ()
    status: str = "A"
    base: Figure | None = None
    area: str = ""
    gap: str = ""
    missing: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    published_by: str = ""
    compared_with: Period | None = None
    signed: bool = False
    tags: tuple[tuple[str, str], ...] = field(default=())

    @property
    def established(self) -> bool:
        """False when evidence does not settle the sign or the rank of this figure."""
        return self.value is not None and not self.doubts

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All observations at the end of the chain of operands, each once, in order of first use."""
        return tuple(dict.fromkeys(_leaves(self)))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The cells at the end of the whole chain, each once."""
        return tuple(dict.fromkeys(o.origin for o in self.observations))


def _leaves(figure: Figure) -> Iterator[Observation]:
    for operand in figure.operands:
        if isinstance(operand, Figure):
            yield from _leaves(operand)
        else:
            yield operand
