"""Clock time at the border and the order of events: what a time zone did, as a short table of offsets.

Scope: offsets of one zone over a span of time, and SQL over them. The zone data come from the system or the ``tzdata``
package; data that do not know a change which is known to have happened are refused, because days would be wrong
silently.

On 1 March 2024 at 00:00 most of Kazakhstan moved from UTC+6 to UTC+5: the clocks went back to 23:00, so that the
local day 29 February 2024 had 25 hours and one hour of clock time happened twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mtm.model.errors import MtmError

DAY = 86_400
# zone, a UTC second after the change, the offset it must then have: changes that older zone data do not hold
KNOWN = (
    ("Asia/Almaty", 1_709_251_200, 5 * 3600),  # 2024-03-01, IANA 2024a
    ("Asia/Qostanay", 1_709_251_200, 5 * 3600),
    ("America/Mexico_City", 1_688_169_600, -6 * 3600),  # 2023-07-01 without summer time, IANA 2022f
    ("Asia/Amman", 1_672_531_200, 3 * 3600),  # 2023-01-01, IANA 2022f
)


class ZoneError(MtmError):
    """A time zone is unknown, or the machine's data on it are out of date."""


@dataclass(frozen=True, slots=True)
class Offset:
    """From this UTC second on, local clocks are ``seconds`` ahead of UTC."""

    start: int
    seconds: int


def zone_of(name: str) -> ZoneInfo:
    """The zone of that IANA name; raises ZoneError for an unknown one and for out-of-date zone data."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ZoneError("Unknown time zone", value=name, remedy="Use an IANA name such as Asia/Almaty.") from None
    for known, second, seconds in KNOWN:
        if name == known and _offset(zone, second) != seconds:
            raise ZoneError(
                "This machine's time-zone data are out of date for",
                value=name,
                remedy="Update it (package tzdata, 2024a or later).",
            )
    return zone


@lru_cache(maxsize=64)
def offsets(name: str, low: int, high: int) -> tuple[Offset, ...]:
    """The offsets in force between two UTC seconds, in order; the first holds from ``low``."""
    zone = zone_of(name)
    found = [Offset(low, _offset(zone, low))]
    for start in range(low, high, DAY):
        end = min(start + DAY, high)
        if _offset(zone, end) != found[-1].seconds:
            found.append(Offset(_change(zone, start, end), _offset(zone, end)))
    return tuple(found)


def _offset(zone: ZoneInfo, second: int) -> int:
    delta = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()
    return int(delta.total_seconds()) if delta is not None else 0


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first second with the new offset, by halving."""
    new = _offset(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if _offset(zone, middle) == new else (middle, after)
    return after


def local_sql(second: str, known: tuple[Offset, ...]) -> str:
    """SQL for clock time (seconds as if the local clock were UTC) at a UTC second."""
    steps = " ".join(
        f"WHEN {second} >= {offset.start} THEN {second} + {offset.seconds}" for offset in reversed(known[1:])
    )
    first = f"{second} + {known[0].seconds}"
    return f"(CASE {steps} ELSE {first} END)" if steps else f"({first})"


def utc_sql(local: str, known: tuple[Offset, ...], second_time: bool = False) -> tuple[str, str]:
    """SQL for the UTC second at a clock time, and for how often that clock time happened (0, 1 or 2).

    A clock time that happened twice takes the first, or the second where ``second_time``; one that never happened is
    NULL.
    """
    ends = [offset.start for offset in known[1:]]
    tests = []
    for place, offset in enumerate(known):
        value = f"({local} - ({offset.seconds}))"
        lower = f"{value} >= {offset.start}" if place else "true"
        upper = f"{value} < {ends[place]}" if place < len(ends) else "true"
        tests.append((f"({lower} AND {upper})", value))
    chosen = reversed(tests) if second_time else iter(tests)
    value = "CASE " + " ".join(f"WHEN {test} THEN {value}" for test, value in chosen) + " END"
    count = " + ".join(f"CAST({test} AS INTEGER)" for test, _ in tests)
    return value, f"({count})"


def utc_second(name: str, year: int, month: int, day: int) -> int:
    """The UTC second at which a local day begins."""
    return int(datetime(year, month, day, tzinfo=zone_of(name)).timestamp())
