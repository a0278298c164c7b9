"""Coverage must not shrink in silence: rows that the previous delivery of a form had and the newest one lacks.

Scope: areas, breakdowns and indicators. Deliveries of one form carry one name, their dates and numbers apart; a form
under a new name is held against the source's last delivery of the same kind of file that has half of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import areas, grouped, places
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each indicator of which the newest delivery lists less than the one before."""
    newest = {o.origin.sha256 for o in context.relevant}
    for by_file in _by_source(context):
        files = sorted(by_file.values(), key=lambda rows: (rows[0].vintage, rows[0].origin.file))
        for number, rows in enumerate(files):
            earlier, later = files[:number], files[number + 1 :]
            if rows[0].origin.sha256 in newest and not _followed(rows, earlier, later):
                yield from _judge(rows, _before(rows, earlier))


def _by_source(context: CheckContext) -> Iterator[dict[str, list[Observation]]]:
    for rows in grouped(context.matrix.observations, lambda o: o.origin.source).values():
        yield grouped(rows, lambda o: o.origin.sha256)


def _followed(rows: list[Observation], earlier: list[list[Observation]], later: list[list[Observation]]) -> bool:
    """Whether a later delivery is the one to judge: of the same form, or of the same indicators where forms vary."""
    if _same(rows, earlier) or _same(rows, later):
        return bool(_same(rows, later))
    measured = {o.indicator for o in rows}
    return any(measured & {o.indicator for o in other} for other in later)


def _before(rows: list[Observation], earlier: list[list[Observation]]) -> list[Observation]:
    return (_same(rows, earlier) or [other for other in earlier if _alike(rows, other)] or [[]])[-1]


def _alike(rows: list[Observation], other: list[Observation]) -> bool:
    """A form under a new name: the same kind of file, and at least half of the rows of before."""
    before = {_row(o) for o in other}
    return _suffix(rows) == _suffix(other) and 2 * len(before & {_row(o) for o in rows}) >= len(before)


def _suffix(rows: list[Observation]) -> str:
    return rows[0].origin.file.rpartition(".")[2].casefold()


def _same(rows: list[Observation], others: list[list[Observation]]) -> list[list[Observation]]:
    return [other for other in others if _form(other) == _form(rows)]


def _form(rows: list[Observation]) -> str:
    """A file's name without dates and numbers: peresechenie-granicy_kv for every quarter's table of crossings."""
    return re.sub(r"[\W\d_]+", " ", rows[0].origin.file.rpartition(".")[0]).casefold().strip()


def _judge(now: list[Observation], before: list[Observation]) -> Iterator[Finding]:
    have = {_row(o) for o in now}
    lost = {_row(o): o for o in before if _row(o) not in have}
    for indicator, rows in grouped(lost.values(), lambda o: o.indicator).items():
        yield Finding.make(
            "coverage_lost",
            Severity.WARNING,
            *places(rows),
            source=rows[0].origin.source,
            indicator=indicator,
            count=len(rows),
            lost=areas(rows),
            delivery=now[0].origin.file,
            before=rows[0].origin.file,
        )


def _row(o: Observation) -> tuple[object, ...]:
    return (o.indicator, o.ref_area, o.counterpart_area, o.breakdown)
