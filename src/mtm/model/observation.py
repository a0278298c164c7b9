"""An observation is one value of one indicator, with its period, areas, unit, status and the cell it came from.

Follows the SDMX notion of an observation (SDMX 3.0 information model): dimensions identify it, attributes describe it.
Scope: what a source said. Nothing here is computed; computed numbers are figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from mtm.model.period import Period

TOTAL = "_T"  # SDMX code: all areas, all categories
OTHER = "_O"  # SDMX code: not listed separately by the source


class Status:
    """Codes of obs_status, from the SDMX code list CL_OBS_STATUS (version 2.2); labels are in the locales."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    WITHHELD = "Q"  # the source keeps it back ("x")
    NOT_COLLECTED = "L"  # exists but is not available (yet): "…"
    NIL = "M"  # the phenomenon does not exist ("-")
    BLANK = "O"  # nothing was written in the cell
    SIMULATED = "I"  # imputed by a simulation, never by a source

    GAPS = MappingProxyType({WITHHELD: "withheld", NOT_COLLECTED: "not_collected", NIL: "nil", BLANK: "blank"})
    """Why a value that was delivered is none."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file received from a source on one date; the date is the one in its name and is the vintage of its data.

    ``path`` is relative to the workspace's inbox, with forward slashes, and is what reports print.
    """

    source: str
    received: date
    path: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was read: delivery, sheet, address, the printed text, and how the row was labelled there."""

    source: str
    file: str
    sha256: str
    sheet: str
    cell: str
    raw: str
    label: str = ""

    @property
    def place(self) -> str:
        sheet = f'sheet "{self.sheet}", ' if self.sheet else ""
        return f"{self.file}, {sheet}{self.cell}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One value as a source gave it.

    ``ref_area`` is ISO 3166-1 alpha-3. ``counterpart_area`` is ISO 3166-1 alpha-3, "_T" for all areas, or an agency's
    own group written "border-service:CIS" (its unlisted rest: "border-service:CIS/_O"; rest of all areas: "_O").
    ``breakdown`` holds (dimension, code) pairs in sorted order, for instance (("age", "WORKING"),).
    ``decimals`` is the number of decimals printed, which sets the rounding interval; counts have 0.
    ``value`` is None whenever ``obs_status`` says that there is none; None is never 0.
    ``attributes`` are sorted pairs, for instance (("published_by", "IOM …"),) for a number taken over from a report.
    """

    indicator: str
    time_period: Period
    ref_area: str
    counterpart_area: str
    breakdown: tuple[tuple[str, str], ...]
    value: Decimal | None
    unit_measure: str
    obs_status: str
    decimals: int
    vintage: date
    origin: Origin
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def series(self) -> tuple[str, str, str, tuple[tuple[str, str], ...], str]:
        """What is measured, apart from when: indicator, ref_area, counterpart_area, breakdown, source."""
        return (self.indicator, self.ref_area, self.counterpart_area, self.breakdown, self.origin.source)

    @property
    def key(self) -> tuple[object, ...]:
        """What is measured and when; two observations with one key are vintages of each other."""
        return (*self.series, self.time_period)

    @property
    def id(self) -> str:
        """A readable, stable name: indicator, period, areas, breakdown, source and vintage joined by dots."""
        parts = [self.indicator, self.time_period.code, self.ref_area, self.counterpart_area]
        parts += [f"{dimension}={code}" for dimension, code in self.breakdown]
        return "|".join([*parts, self.origin.source, self.vintage.isoformat()])

    @property
    def statistic(self) -> str:
        """What is said about an estimate beside it: se, lower, upper or n; "" for the value itself."""
        return dict(self.breakdown).get("statistic", "")

    @property
    def simulated(self) -> bool:
        """Whether the value comes from a simulation, the withheld and missing values of one included."""
        return self.obs_status == Status.SIMULATED or self.attribute("simulated") == "yes"

    @property
    def gap(self) -> str:
        """Why there is no value, as a figure says it; empty where there is one."""
        return "" if self.value is not None else Status.GAPS.get(self.obs_status, "blank")

    def attribute(self, name: str) -> str | None:
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All observations as known at a cut-off: for each key the latest vintage not after ``as_of``, and those before it.

    ``observations`` hold every vintage up to ``as_of`` in a fixed order.
    """

    as_of: date
    observations: tuple[Observation, ...]
    _vintages: dict[tuple[object, ...], tuple[Observation, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def known(cls, observations: Iterable[Observation], as_of: date) -> Matrix:
        """The matrix at ``as_of``: later vintages are left out, the rest sorted."""
        kept = sorted((o for o in observations if o.vintage <= as_of), key=_order)
        vintages: dict[tuple[object, ...], list[Observation]] = {}
        for observation in kept:
            vintages.setdefault(observation.key, []).append(observation)
        return cls(as_of, tuple(kept), {key: tuple(found) for key, found in vintages.items()})

    @property
    def current(self) -> tuple[Observation, ...]:
        """The latest vintage of every key."""
        return tuple(found[-1] for found in self._vintages.values())

    def vintages(self, observation: Observation) -> tuple[Observation, ...]:
        """Every vintage of this observation's key, oldest first."""
        return self._vintages.get(observation.key, ())

    def select(
        self,
        indicator: str | None = None,
        time_period: Period | None = None,
        counterpart_area: str | None = None,
        breakdown: tuple[tuple[str, str], ...] | None = None,
        source: str | None = None,
        ref_area: str | None = None,
    ) -> tuple[Observation, ...]:
        """Current observations that match every argument given; () as breakdown means "no breakdown"."""
        return tuple(
            o
            for o in self.current
            if (indicator is None or o.indicator == indicator)
            and (time_period is None or o.time_period == time_period)
            and (counterpart_area is None or o.counterpart_area == counterpart_area)
            and (breakdown is None or o.breakdown == breakdown)
            and (source is None or o.origin.source == source)
            and (ref_area is None or o.ref_area == ref_area)
        )


def _order(o: Observation) -> tuple[object, ...]:
    return (*o.series, o.time_period, o.vintage, o.origin.file, o.origin.sheet, o.origin.cell)
