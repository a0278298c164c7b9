"""One row of a tidy file as an observation: every code is known, and its columns fit each other.

Scope: a row that has the right number of fields. A row that does not hold is refused whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mtm.codelists.indicators import IndicatorEntry, units
from mtm.derived import tidy
from mtm.derived.trouble import address
from mtm.kit.names import Names
from mtm.model.observation import OTHER, TOTAL, Delivery, Observation, Origin, Status
from mtm.model.period import Period
from mtm.workspace.indicators import Codes
from mtm.workspace.source import Source

VALUED = frozenset((Status.NORMAL, Status.PROVISIONAL, Status.ESTIMATED, Status.SIMULATED))
VOID = frozenset((Status.WITHHELD, Status.NOT_COLLECTED, Status.NIL, Status.BLANK))
STATISTIC = "statistic"
_AGE = re.compile(r"Y[0-9]{1,3}(T[0-9]{1,3})?|Y_(GE|LT)[0-9]{1,3}")
_BAND = re.compile(r"[0-9]{1,6}(T[0-9]{1,6})?|GE[0-9]{1,6}")
_BANDED = {"age": _AGE, "length_of_stay": _BAND, "trips": _BAND}
"""Dimensions whose codes are bands of whole numbers, read from the code itself."""
_LISTED = {"entry_point": "crossing_point", "exit_point": "crossing_point"}
"""Dimensions whose codes are listed under another one: a border has one list of crossing points."""
_REST = frozenset((OTHER, "_X", "_U"))


class UnfitError(Exception):
    """A row cannot be an observation; ``rule`` with ``column`` and ``text`` make its finding."""

    def __init__(self, rule: str, column: str, text: str) -> None:
        super().__init__(rule)
        self.rule, self.column, self.text = rule, column, text[:200]


@dataclass(frozen=True)
class Known:
    """The codes that a delivery's rows may use."""

    delivery: Delivery
    codes: Codes
    areas: frozenset[str]
    counterparts: frozenset[str]
    groups: frozenset[str]

    @classmethod
    def of(cls, source: Source, delivery: Delivery, names: Names, codes: Codes) -> Known:
        groups = frozenset(group.code for group in source.agency_groups)
        areas = names.codes | {source.ref_area, TOTAL}
        rests = {f"{group}/{OTHER}" for group in groups}
        return cls(delivery, codes, areas, areas | groups | rests | _REST, groups)


def observation(row: Mapping[str, str], line: int, known: Known) -> Observation:
    """The observation that a row states. Errors: UnfitError with rule and column."""
    entry = _known(row, "indicator", known.codes.indicators)
    indicator = known.codes.indicators[entry]
    breakdown = _breakdown(row["breakdown"], known)
    status = _known(row, "obs_status", VALUED | VOID)
    attributes = _attributes(row, known)
    return Observation(
        indicator=entry,
        time_period=_period(row["time_period"], indicator),
        ref_area=_known(row, "ref_area", known.areas),
        counterpart_area=_known(row, "counterpart_area", known.counterparts),
        breakdown=breakdown,
        value=_value(row, status),
        unit_measure=_unit(row, indicator, dict(breakdown).get(STATISTIC, "")),
        obs_status=status,
        decimals=int(row["decimals"]),
        vintage=known.delivery.received,
        origin=_origin(row, line, known.delivery),
        attributes=attributes,
    )


def _known(row: Mapping[str, str], column: str, codes: Mapping[str, object] | frozenset[str]) -> str:
    if row[column] not in codes:
        raise UnfitError("derived_unknown", column, row[column])
    return row[column]


def _period(text: str, entry: IndicatorEntry) -> Period:
    try:
        period = Period.parse(text)
    except (ValueError, TypeError):
        raise UnfitError("derived_malformed", "time_period", text) from None
    if period.code != text:
        raise UnfitError("derived_malformed", "time_period", text)
    if entry.indicator.nature == ("flow" if period.instant else "stock"):
        raise UnfitError("derived_contradiction", "time_period", text)
    return period


def _breakdown(text: str, known: Known) -> tuple[tuple[str, str], ...]:
    found = tidy.pairs(text)
    if found is None:
        raise UnfitError("derived_malformed", "breakdown", text)
    for dimension, code in found:
        names = known.codes.breakdowns.get(_LISTED.get(dimension, dimension))
        banded = dimension in _BANDED and _BANDED[dimension].fullmatch(code)
        if names is None or not (code in names.codes or code in _REST or banded):
            raise UnfitError("derived_unknown", "breakdown", f"{dimension}={code}")
    return found


def _value(row: Mapping[str, str], status: str) -> Decimal | None:
    """The value with exactly the decimals that the row declares, and none where the status says that there is none."""
    text, decimals = row["value"], row["decimals"]
    if not tidy.DECIMALS.fullmatch(decimals):
        raise UnfitError("derived_malformed", "decimals", decimals)
    if bool(text) != (status in VALUED):
        raise UnfitError("derived_contradiction", "obs_status", row["obs_status"])
    if not text:
        return None
    if not tidy.NUMBER.fullmatch(text) or (text.strip("-0.") == "" and text.startswith("-")):
        raise UnfitError("derived_malformed", "value", text)
    value, places = Decimal(text), int(decimals)
    if len(text.partition(".")[2]) != max(places, 0) or round(value, places) != value:
        raise UnfitError("derived_contradiction", "decimals", decimals)
    return value


def _unit(row: Mapping[str, str], entry: IndicatorEntry, statistic: str) -> str:
    """The indicator's own unit or one that converts into it; how many were asked is counted in something countable."""
    unit = _known(row, "unit_measure", units())
    own = units()[entry.indicator.unit]
    fits = units()[unit].unit.count if statistic == "n" else units()[unit].base == own.base
    if not fits:
        raise UnfitError("derived_contradiction", "unit_measure", unit)
    return unit


def _attributes(row: Mapping[str, str], known: Known) -> tuple[tuple[str, str], ...]:
    found = [(name, tidy.unguarded(text)) for name, text in row.items() if name not in tidy.RESERVED and text]
    for name, text in found:
        if name == "group" and text not in known.groups:
            raise UnfitError("derived_unknown", name, text)
        if name == "role" and text != "memo":
            raise UnfitError("derived_unknown", name, text)
        if name == "compared_with":
            _compared(text)
        if not text or text != text.strip():
            raise UnfitError("derived_malformed", name, text)
    return tuple(sorted(found))


def _compared(text: str) -> None:
    try:
        sound = Period.parse(text).code == text
    except (ValueError, TypeError):
        sound = False
    if not sound:
        raise UnfitError("derived_malformed", "compared_with", text)


def _origin(row: Mapping[str, str], line: int, delivery: Delivery) -> Origin:
    label = ", ".join(text for text in (row["counterpart_area"], row["breakdown"]) if text)
    return Origin(delivery.source, delivery.path, delivery.sha256, "", address(line), row["value"], label)
