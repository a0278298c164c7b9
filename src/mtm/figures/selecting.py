"""Asking the matrix: a figure that is one observation, or the lists of areas, codes and periods that have data.

Scope: selection only; every method is a function of the expression language (docs/reference/figures.md).
An observation that is not there gives a gap that names what is missing and from whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mtm.figures import gaps
from mtm.figures.errors import FigureError, unknown
from mtm.figures.family import Family
from mtm.figures.formulas import symbol
from mtm.figures.holdings import Holdings
from mtm.model.figure import Figure
from mtm.model.observation import OTHER, TOTAL, Observation
from mtm.model.period import Period
from mtm.model.reference import Breakdown

KINDS = ("instant", "month", "quarter", "year", "months", "span", "ytd")


@dataclass(frozen=True)
class Selecting:
    """The functions that look into the matrix."""

    holdings: Holdings

    def obs(
        self,
        indicator: str,
        area: str = TOTAL,
        period: Period | str | None = None,
        source: str | None = None,
        delivery_of: Figure | None = None,
        **breakdown: str,
    ) -> Figure:
        """One observation: the current one, or the one given in the same delivery as another figure."""
        when, pairs = self._asked(indicator, area, period, breakdown)
        found: Observation | None
        if delivery_of is None:
            found = self.holdings.find(indicator, area, when, pairs, source)
        else:
            found = self._beside(delivery_of, (indicator, area, pairs), when)
        if found is None:
            return gaps.undelivered(self.holdings, indicator, when, area, pairs, source)
        return self.select(found)

    def latest(
        self, indicator: str, area: str = TOTAL, kind: str | None = None, source: str | None = None, **breakdown: str
    ) -> Figure:
        """The observation of the most recent period with a value, not after the report's period ends."""
        if not self._periods(indicator, area, kind, source, breakdown):
            when, pairs = self._asked(indicator, area, None, breakdown)
            return gaps.undelivered(self.holdings, indicator, when, area, pairs, source)
        recent = self.latest_period(indicator, area, kind, source, **breakdown)
        return self.obs(indicator, area, recent, source, None, **breakdown)

    def latest_period(
        self, indicator: str, area: str = TOTAL, kind: str | None = None, source: str | None = None, **breakdown: str
    ) -> Period:
        """The most recent period with a value, else the report's; of equal ends one like it, or the longest."""
        report = self.holdings.scope.period
        known = self._periods(indicator, area, kind, source, breakdown)
        return max(known, key=lambda p: (p.end, p.kind == report.kind, (p.end - p.start).days), default=report)

    def periods(
        self, indicator: str, area: str = TOTAL, kind: str | None = None, source: str | None = None, **breakdown: str
    ) -> list[Period]:
        """All periods of one kind (else the report's) with a value up to the report's end, oldest first."""
        return self._periods(indicator, area, kind or self.holdings.scope.period.kind, source, breakdown)

    def series(
        self, indicator: str, area: str = TOTAL, kind: str | None = None, source: str | None = None, **breakdown: str
    ) -> Family:
        """A figure for each of these periods; a quarter is never fed by a cumulative total."""
        found = self.periods(indicator, area, kind, source, **breakdown)
        return Family(tuple((p.code, self.obs(indicator, area, p, source, None, **breakdown)) for p in found))

    def listed(
        self,
        indicator: str,
        under: str | None = None,
        period: Period | str | None = None,
        source: str | None = None,
        **breakdown: str,
    ) -> list[str]:
        """The areas that one source lists, largest first, those without a value last.

        ``under`` is the source's own group under whose heading they stand, or one of our dated groups.
        """
        when, pairs = self._asked(indicator, under or TOTAL, period, breakdown)
        if under and ":" not in under:
            self.members(under)
        rows = [
            o
            for o in self._of_one_source(indicator, when, pairs, source or _source_of(under))
            if _is_area(o.counterpart_area) and self._under(o, under)
        ]
        return [o.counterpart_area for o in sorted(rows, key=_largest_first)]

    def groups(self, indicator: str, period: Period | str | None = None, source: str | None = None) -> list[str]:
        """The source's own groups that have a total, largest first."""
        when, _ = self._asked(indicator, TOTAL, period, {})
        rows = [o for o in self._of_one_source(indicator, when, (), source) if is_group(o.counterpart_area)]
        return [o.counterpart_area for o in sorted(rows, key=_largest_first)]

    def rest(self, area: str = TOTAL) -> str:
        """The code of what a source lists as the rest of its group, or of all areas: an observed "other"."""
        return OTHER if area == TOTAL else f"{area}/{OTHER}"

    def codes(
        self,
        indicator: str,
        dimension: str,
        area: str = TOTAL,
        period: Period | str | None = None,
        source: str | None = None,
    ) -> list[str]:
        """The codes of one breakdown (ages, regions) that have data, largest first."""
        when, _ = self._asked(indicator, area, period, {})
        rows = [
            o
            for o in self._of_one_source(indicator, when, None, source)
            if o.counterpart_area == area and [d for d, _ in o.breakdown] == [dimension]
        ]
        return [o.breakdown[0][1] for o in sorted(rows, key=_largest_first)]

    def members(self, group: str, at: Period | str | None = None) -> list[str]:
        """The areas of our own dated group on the last day of a period."""
        known = self.holdings.scope.groups
        if group not in known:
            raise unknown("group", group, known, "Groups are declared in codelists/groups.")
        return list(known[group].at(self.period_of(at).end))

    def select(self, observation: Observation) -> Figure:
        """An observation as a figure, with its status, its printed decimals, and a gap where it has no value."""
        o = observation
        publisher = o.attribute("published_by") or ""
        earlier = o.attribute("compared_with")
        known = self.holdings.scope.indicators.get(o.indicator)
        gap = o.gap
        where = (o.indicator, o.time_period, o.counterpart_area, o.breakdown, o.origin.source)
        return Figure(
            id="",
            section="",
            kind="published" if publisher else "select",
            value=o.value,
            unit=o.unit_measure,
            decimals=o.decimals,
            period=o.time_period,
            formula=symbol(o.indicator, o.counterpart_area, o.breakdown),
            operands=(o,),
            status=o.obs_status,
            area=o.counterpart_area,
            gap=gap,
            missing=gaps.missing(self.holdings, *where) if gap else (),
            published_by=publisher,
            compared_with=Period.parse(earlier) if earlier else None,
            signed=bool(earlier or (known and known.inflow)),
        )

    def period_of(self, given: Period | str | None) -> Period:
        """A period given as such, by its code, or the report's."""
        if given is None:
            return self.holdings.scope.period
        if isinstance(given, Period):
            return given
        try:
            return Period.parse(given)
        except (ValueError, AttributeError) as error:
            raise FigureError(
                "unknown period",
                value=str(given),
                remedy="Write a code such as 2023-Q4, 2023 or 2023-01-01/2023-09-30.",
            ) from error

    def _asked(
        self, indicator: str, area: str, period: Period | str | None, breakdown: dict[str, str]
    ) -> tuple[Period, Breakdown]:
        if indicator not in self.holdings.indicators:
            raise unknown("indicator", indicator, self.holdings.indicators, "Indicators are declared in the codelists.")
        self._require_known_area(area)
        return self.period_of(period), tuple(sorted((d, str(code)) for d, code in breakdown.items()))

    def _require_known_area(self, area: str) -> None:
        scope, group = self.holdings.scope, area.removesuffix(f"/{OTHER}")
        groups, areas = scope.agency_groups, scope.areas
        if is_group(group) and groups and group not in groups and group not in self.holdings.areas:
            raise unknown("group of an agency", area, groups, "Groups are declared with the source.")
        known = area in areas or area in scope.groups
        if _is_area(area) and areas and not known and area not in self.holdings.areas:
            raise unknown("area", area, areas, "Areas are ISO 3166-1 alpha-3 codes.")

    def _periods(
        self, indicator: str, area: str, kind: str | None, source: str | None, breakdown: dict[str, str]
    ) -> list[Period]:
        if kind is not None and kind not in KINDS:
            raise unknown("kind of period", kind, KINDS)
        _, pairs = self._asked(indicator, area, None, breakdown)
        end = self.holdings.scope.period.end
        found = self.holdings.at(indicator, area, pairs, source)
        return sorted(
            {o.time_period for o in found if o.value is not None and _by(o.time_period, end) and _of_kind(o, kind)}
        )

    def _of_one_source(
        self, indicator: str, period: Period, breakdown: Breakdown | None, source: str | None
    ) -> list[Observation]:
        rows = [
            o
            for o in self.holdings.by_indicator.get(indicator, ())
            if o.time_period == period
            and breakdown in (None, o.breakdown)
            and source in (None, o.origin.source)
            and o.attribute("role") != "memo"
        ]
        preferred = min((self.holdings.preference(o) for o in rows), default=None)
        return [o for o in rows if preferred is not None and o.origin.source == preferred[-1]]

    def _under(self, o: Observation, under: str | None) -> bool:
        if under is None or ":" in under:
            return under in (None, o.attribute("group"))
        return o.counterpart_area in self.holdings.scope.groups[under].at(o.time_period.end)

    def _beside(self, figure: Figure, place: tuple[str, str, Breakdown], period: Period) -> Observation | None:
        for mine in figure.observations:
            for o in self.holdings.deliveries.get((mine.origin.sha256, place[0]), ()):
                if (o.indicator, o.counterpart_area, o.breakdown, o.time_period) == (*place, period):
                    return o
        return None


def is_group(area: str) -> bool:
    """An agency's own group, not its unlisted rest."""
    return ":" in area and not area.endswith(f"/{OTHER}")


def _is_area(area: str) -> bool:
    return ":" not in area and area not in (TOTAL, OTHER)


def _source_of(under: str | None) -> str | None:
    return under.partition(":")[0] if under and ":" in under else None


def _largest_first(o: Observation) -> tuple[bool, object, str, Breakdown]:
    return (o.value is None, 0 if o.value is None else -o.value, o.counterpart_area, o.breakdown)


def _of_kind(o: Observation, kind: str | None) -> bool:
    if kind == "ytd":
        return o.time_period.start.month == 1 and o.time_period.kind in ("months", "quarter", "month", "year")
    return kind in (None, o.time_period.kind)


def _by(period: Period, end: date) -> bool:
    """Whether a period is over by a day; what stood on 1 April is the state at the end of March."""
    return period.end <= (end + timedelta(1) if period.instant else end)
