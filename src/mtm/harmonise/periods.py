"""The period of a value: from its labels, its column's heading, the titles, the sheet's name or the document.

Scope: reading by the table's period rule. A flow has a period and a stock a date; where a text gives the other, the
source must say what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtm.harmonise.problems import UnreadError
from mtm.kit.period_texts import Parts, period_parts
from mtm.kit.periods import Unread, from_january, read_period, since, year_to_date
from mtm.kit.phrases import phrase
from mtm.model.labelled import Labelled
from mtm.model.observation import Delivery
from mtm.model.period import Period
from mtm.workspace.source import PeriodRule

_RECEIVED = re.compile(r"^\d{4}-\d\d-\d\d[_ -]")


def period_of(row: Labelled, rule: PeriodRule, nature: str, delivery: Delivery) -> Period:
    """The period that a value speaks of. Errors: UnreadError period_unread or period_unfit."""
    label = row.text("time_period")
    if label and period_parts(label) == Parts() and not rule.fixed:
        raise UnreadError(
            "period_unread", text=label, reason="no_period", readings="–"
        )  # "Total" under months is no year
    texts = tuple(_texts(row, rule, delivery))
    kind = _kind(rule, nature)
    period = Period.parse(rule.fixed) if rule.fixed else _read(texts, rule.pattern, kind, rule.same_months)
    if isinstance(period, Unread):
        readings = ", ".join(p.code for p in period.readings) or "–"
        raise UnreadError("period_unread", text=period.text[:300], reason=period.reason, readings=readings)
    return _meant(period, rule, nature)


def stated(text: str) -> Period:
    """A period that stands alone in a cell, such as the one a change is compared with."""
    period = read_period(text)
    if isinstance(period, Unread):
        raise UnreadError("period_unread", text=text, reason=period.reason, readings="–")
    return period


def _texts(row: Labelled, rule: PeriodRule, delivery: Delivery) -> Iterator[str]:
    """The texts that may state the period, from the most specific to the most general."""
    label = row.text("time_period")
    if label:
        yield label
    if "headings" in rule.where and not label:
        yield " ".join(row.heading)
    if "title" in rule.where:
        yield " ¦ ".join(row.titles)
    if "sheet" in rule.where:
        yield row.sheet
    if "document" in rule.where:
        yield " ¦ ".join(text for text in row.around if text != row.sheet)
    if "file" in rule.where:
        yield re.sub(r"[_]+", " ", _RECEIVED.sub("", delivery.name).rpartition(".")[0])


def _kind(rule: PeriodRule, nature: str) -> str:
    if rule.dates in ("day", "year_to_date", "january_to", "since") or nature == "stock":
        return "date"
    return "span" if nature in ("flow", "rate") else ""


@lru_cache(maxsize=4096)
def _read(texts: tuple[str, ...], pattern: str, kind: str, same_months: bool) -> Period | Unread:
    if pattern:
        texts = tuple(_found(texts, pattern))
    whole = read_period(*texts[1:], kind=kind) if same_months else None
    year = read_period(*texts[:1])
    if isinstance(whole, Period) and isinstance(year, Period) and year.kind == "year" and not whole.instant:
        return Period.months(year.start.year, whole.start.month, whole.end.month)
    return read_period(*texts, kind=kind)


def _found(texts: tuple[str, ...], pattern: str) -> Iterator[str]:
    """What the pattern's {period} stands for in each text."""
    for text in texts:
        found = dict.fromkeys(match["period"] for match in phrase(pattern).finditer(text))
        if found:
            yield " ¦ ".join(found)


def _meant(period: Period, rule: PeriodRule, nature: str) -> Period:
    """What the period's text means by the rule: a date as a span up to it, a last month as the months since January."""
    if rule.dates == "day" and period.instant:
        return Period(period.end, period.end)
    if rule.dates == "year_to_date" and period.instant:
        return year_to_date(period.end)
    if rule.dates == "january_to" and period.instant:
        return from_january(Period(period.end, period.end))
    if rule.dates == "since" and period.instant and rule.since is not None:
        return since(rule.since, period.end)
    if rule.dates == "stock" and not period.instant:
        return Period.at(period.end)
    if rule.cumulative and not period.instant:
        return from_january(period)
    if period.instant and nature in ("flow", "rate"):
        raise UnreadError("period_unfit", period=period.code, needed="a period", given="a date")
    if not period.instant and nature == "stock":
        raise UnreadError("period_unfit", period=period.code, needed="a date", given="a period")
    return period


def rule_with(rule: PeriodRule | None, column: PeriodRule | None) -> PeriodRule:
    """The rule of the column, or of the table, or the usual one."""
    return column or rule or PeriodRule()
