"""An interview at a site, on a day or at an hour that was not planned is a slip of the form, or was held elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.model.errors import WorkspaceError
from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.context import Answers, Context, text_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS: dict[str, Any] = {}


def check(context: Context) -> Iterator[Finding]:
    """Findings for every interview outside the sites, dates or hours of round.yml."""
    answers = context.answers()
    if context.file.sites:
        yield from _sites(context, answers)
    yield from _dates(context, answers)
    if len(context.file.hours) == 2:
        yield from _hours(context, answers)


def _sites(context: Context, answers: Answers) -> Iterator[Finding]:
    sites = {site.id for site in context.file.sites}
    where = answers.who("_site")
    outside = answers.interviewed & ~where.truths(sites.__contains__)
    for row in context.limited("outside_plan_site", np.flatnonzero(outside)):
        yield context.interview("outside_plan_site", Severity.WARNING, int(row), planned=len(sites))


def _dates(context: Context, answers: Answers) -> Iterator[Finding]:
    if not answers.has("_date"):
        return
    days = answers.column("_date")
    first, last = context.file.dates.start, context.file.dates.end
    outside = days.truths(lambda text: bool(text) and not first <= date.fromisoformat(text[:10]) <= last)
    for row in context.limited("outside_plan_date", np.flatnonzero(answers.interviewed & outside)):
        day = text_at(days, int(row))
        yield context.interview("outside_plan_date", Severity.WARNING, int(row), day=day, first=first, last=last)


def _hours(context: Context, answers: Answers) -> Iterator[Finding]:
    earliest, latest = (_minutes(text, context.name) for text in context.file.hours)
    minute = _local_minute(answers.seconds("_started"), context.file.zone, context.name)
    outside = (minute < earliest) | (minute > latest)
    for row in context.limited("outside_plan_hours", np.flatnonzero(answers.interviewed & outside)):
        hours, minutes = divmod(int(minute[row]), 60)
        first, last = context.file.hours
        yield context.interview(
            "outside_plan_hours", Severity.NOTE, int(row), hour=f"{hours:02d}:{minutes:02d}", first=first, last=last
        )


def _minutes(text: str, where: str) -> int:
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal()):
        raise WorkspaceError("is no hour", where=f"surveys/{where}, round.yml, key hours", value=text, remedy="08:00")
    return int(hours) * 60 + int(minutes)


def _local_minute(moments: NDArray[np.float64], zone: str, where: str) -> NDArray[np.float64]:
    """The minute of the day in the round's time zone, NaN where the moment is not known."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        known = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        key, remedy = f"surveys/{where}, round.yml, key zone", "Write Asia/Almaty or the like; Windows needs tzdata."
        raise WorkspaceError("no such time zone", where=key, value=zone, remedy=remedy) from error
    hours, place = np.unique(np.nan_to_num(moments // 900), return_inverse=True)
    shift = [
        (datetime.fromtimestamp(h * 900, UTC).astimezone(known).utcoffset() or datetime.resolution).total_seconds()
        for h in hours
    ]
    return np.asarray(((moments + np.array(shift)[place]) % 86_400) // 60, np.float64)
