"""The audit of a cleaning: every difference between raw and clean tables is explained by exactly one decision.

Scope: a witness that compares tables cell by cell and knows nothing of how they were made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.cleaning.decisions import BLANK, CHANGE, REMOVE, Decision
from mtm.surveys.cleaning.printed import STATES, Printer
from mtm.surveys.extra import needed
from mtm.surveys.form import Form
from mtm.surveys.states import INTERVIEWS, State

if TYPE_CHECKING:
    import pyarrow as pa

Difference = tuple[str, str, str]
"""A table, the id of a row, and the question that differs; "" for a row that is gone."""

SHOWN = 100


def audited(
    raw: Mapping[str, pa.Table], clean: Mapping[str, pa.Table], form: Form, decisions: Iterable[Decision], name: str
) -> tuple[Finding, ...]:
    """Findings for every difference without its decision, and for every decision that is not carried out."""
    counted = Counter(d.place for d in decisions if d.decision in (CHANGE, BLANK, REMOVE))
    wanted = {d.place: d for d in decisions if d.decision in (CHANGE, BLANK, REMOVE)}
    if set(raw) != set(clean):
        return (Finding.make("cleaning_unexplained", Severity.BLOCKING, Place(name), difference="a table"),)
    before, after = Printer(form, raw), Printer(form, clean)
    found: list[Finding] = []
    for place in differences(raw, clean, form):
        if counted[place] != 1 or not _explains(wanted[place], after):
            found.append(_finding("cleaning_unexplained", name, place))
    for place, decision in wanted.items():
        if not _carried_out(decision, before, after):
            found.append(_finding("cleaning_not_carried_out", name, place))
    return tuple(found[:SHOWN])


def _finding(rule: str, name: str, place: Difference) -> Finding:
    table, row, question = place
    return Finding.make(rule, Severity.BLOCKING, Place(name, table, f"row {row}"), row=row, difference=question or "-")


def _explains(decision: Decision, after: Printer) -> bool:
    """Whether the clean answer is what the decision says."""
    if decision.decision == REMOVE:
        return True
    now = after(*decision.place)
    if decision.decision == BLANK:
        return now == STATES[State.BLANK]
    return (
        now == decision.value or now in (STATES[State.DONT_KNOW], STATES[State.REFUSED]) or _equal(now, decision.value)
    )


def _equal(one: str, other: str) -> bool:
    """Whether two texts are one number or one date: 12 and 12.0."""
    try:
        return float(one) == float(other)
    except ValueError:
        return one.partition(" ")[0] == other.partition("T")[0] != ""


def _carried_out(decision: Decision, before: Printer, after: Printer) -> bool:
    gone = decision.row not in after.rows.get(decision.table, {})
    if decision.decision == REMOVE:
        return gone and decision.row in before.rows.get(decision.table, {})
    return not gone and _explains(decision, after)


def differences(raw: Mapping[str, pa.Table], clean: Mapping[str, pa.Table], form: Form) -> Iterator[Difference]:
    """Every row that is gone for its own sake, and every answer that differs."""
    gone: dict[str, set[str]] = {}
    parents = {group.name: group.parent or INTERVIEWS for group in form.repeats}
    for name in (INTERVIEWS, *parents):
        if name in raw:
            gone[name] = yield from _table(name, raw[name], clean[name], gone.get(parents.get(name, ""), set()))


def _table(name: str, raw: pa.Table, clean: pa.Table, above: set[str]) -> Generator[Difference, None, set[str]]:
    """What differs in one table; returns the rows that are gone. ``above`` are those gone from the table above."""
    ids, left = [str(i) for i in raw["_id"].to_pylist()], [str(i) for i in clean["_id"].to_pylist()]
    lost = set(ids) - set(left)
    owners = dict(zip(ids, map(str, raw["_parent"].to_pylist()), strict=True)) if above else {}
    for row in ids:
        if row in lost and owners.get(row, "") not in above:
            yield name, row, ""
    place = {row: number for number, row in enumerate(ids)}
    known = [row for row in left if row in place]
    counted = Counter(left)
    for row in counted:
        if row not in place or counted[row] > 1:
            yield name, row, ""  # a row that nobody interviewed
    yield from _cells(name, raw.take([place[row] for row in known]), clean, known)
    return lost


def _cells(name: str, raw: pa.Table, clean: pa.Table, rows: list[str]) -> Iterator[Difference]:
    """Every answer that differs, each once however many columns it has."""
    if clean.num_rows != raw.num_rows or raw.column_names != clean.column_names:
        yield name, "", "the shape of the table"
        return
    differing: dict[Difference, None] = {}
    for column in raw.column_names:
        for row in _differing(raw[column], clean[column]):
            differing[name, rows[row], _question(column)] = None
    yield from differing


def _question(column: str) -> str:
    return column.partition("/")[0].removesuffix("?")


def _differing(raw: pa.ChunkedArray, clean: pa.ChunkedArray) -> list[int]:
    """The rows in which two columns differ; two missing values are alike."""
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    one, other = (c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in (raw, clean))
    if one.equals(other):
        return []
    apart = pc.or_(pc.fill_null(pc.not_equal(one, other), False), pc.xor(pc.is_null(one), pc.is_null(other)))
    return [row for row, differs in enumerate(apart.to_pylist()) if differs]
