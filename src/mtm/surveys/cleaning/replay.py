"""Decisions replayed on the raw tables: the clean tables, always made anew from the raw ones.

Scope: values in memory. Removing an interview removes its rows in all repeats; a changed answer has its state, and its
columns by choice, changed with it. The order of the decisions does not matter: no two concern the same answer.
Errors: none for decisions that ``taking`` let through; those about rows or questions that are not there do nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from mtm.surveys.cleaning.decisions import BLANK, CHANGE, REMOVE, Decision
from mtm.surveys.extra import needed
from mtm.surveys.form import Form, Kind, Question
from mtm.surveys.intake.decode import Decoded, Decoder
from mtm.surveys.plan import Plan
from mtm.surveys.states import INTERVIEWS, State, choice_column, state_column

if TYPE_CHECKING:
    import pyarrow as pa

BLANKED = Decoded(None, "", State.BLANK)


def replayed(
    tables: Mapping[str, pa.Table], form: Form, plan: Plan, decisions: Iterable[Decision]
) -> dict[str, pa.Table]:
    """The clean tables; the raw ones stay as they are."""
    edits: dict[str, list[Decision]] = defaultdict(list)
    removed: dict[str, set[str]] = defaultdict(set)
    for decision in sorted(decisions):
        if decision.decision == REMOVE:
            removed[decision.table].add(decision.row)
        elif decision.decision in (CHANGE, BLANK):
            edits[decision.table].append(decision)
    edited = {name: _edited(table, form, plan, edits[name]) for name, table in tables.items()}
    return _without(edited, form, removed)


def _edited(table: pa.Table, form: Form, plan: Plan, decisions: list[Decision]) -> pa.Table:
    rows = {str(key): row for row, key in enumerate(table["_id"].to_pylist())} if decisions else {}
    by_question: dict[str, dict[int, Decoded]] = defaultdict(dict)
    for decision in decisions:
        question = form.by_name.get(decision.question)
        if question is not None and decision.row in rows and decision.question in table.column_names:
            decoded = BLANKED if decision.decision == BLANK else Decoder.of(question, plan)(decision.value)
            by_question[decision.question][rows[decision.row]] = decoded
    for name, cells in by_question.items():
        for column, values in _columns(form.by_name[name], cells).items():
            if column in table.column_names:
                table = _put(table, column, values)
    return table


def _columns(question: Question, cells: Mapping[int, Decoded]) -> dict[str, dict[int, Any]]:
    """The new values of every column of a question, by row."""
    answered = {row: one if one.state == State.ANSWERED else BLANKED for row, one in cells.items()}
    found: dict[str, dict[int, Any]] = {
        question.name: {row: _stored(question, one) for row, one in answered.items()},
        state_column(question.name): {row: int(one.state) for row, one in cells.items()},
    }
    if question.kind == Kind.SELECT_MULTIPLE:
        for choice in question.choice_names:
            found[choice_column(question.name, choice)] = {
                row: choice in one.value if isinstance(one.value, tuple) else None for row, one in answered.items()
            }
    return found


def _stored(question: Question, one: Decoded) -> Any:
    """The value as the table stores it."""
    if one.value is None:
        return None
    numbers = (*Kind.NUMBERS, Kind.DATE, Kind.DATETIME)
    return one.value if question.kind in numbers else one.text


def _put(table: pa.Table, column: str, values: Mapping[int, Any]) -> pa.Table:
    """The table with some cells of one column replaced."""
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    kind = table.schema.field(column).type
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    mask = [False] * table.num_rows
    for row in values:
        mask[row] = True
    new = pa.array([values[row] for row in sorted(values)], _integer_of(plain) or plain).cast(plain)
    old = table[column].combine_chunks().cast(plain)
    put = pc.replace_with_mask(old, pa.array(mask), new)
    return table.set_column(table.schema.get_field_index(column), table.schema.field(column), _like(put, kind))


def _integer_of(kind: Any) -> Any:
    """Dates and moments are stored as numbers of days and microseconds."""
    pa = needed("pyarrow")
    if pa.types.is_date32(kind):
        return pa.int32()
    return pa.int64() if pa.types.is_timestamp(kind) else None


def _like(values: Any, kind: Any) -> Any:
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    return pc.dictionary_encode(values).cast(kind) if pa.types.is_dictionary(kind) else values


def _without(tables: dict[str, pa.Table], form: Form, removed: Mapping[str, set[str]]) -> dict[str, pa.Table]:
    """The tables without removed rows, and without the rows of repeats that belonged to them."""
    gone = {INTERVIEWS: removed.get(INTERVIEWS, set())}
    kept = {INTERVIEWS: _dropped(tables[INTERVIEWS], "_id", gone[INTERVIEWS])}
    for group in form.repeats:
        if group.name in tables:
            above = gone.get(group.parent or INTERVIEWS, set())
            orphaned = _rows_of(tables[group.name], above)
            gone[group.name] = removed.get(group.name, set()) | orphaned
            kept[group.name] = _dropped(tables[group.name], "_id", gone[group.name])
    return {name: kept.get(name, table) for name, table in tables.items()}


def _rows_of(table: pa.Table, parents: set[str]) -> set[str]:
    if not parents:
        return set()
    pairs = zip(table["_id"].to_pylist(), table["_parent"].to_pylist(), strict=True)
    return {str(key) for key, parent in pairs if str(parent) in parents}


def _dropped(table: pa.Table, column: str, keys: set[str]) -> pa.Table:
    if not keys:
        return table
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    ids = table[column].cast(pa.string())
    left = table.filter(pc.invert(pc.is_in(ids, value_set=pa.array(sorted(keys), pa.string()))))
    for at, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):  # what only removed rows said must not stay in the list of values
            plain = left[field.name].combine_chunks().cast(field.type.value_type)
            left = left.set_column(at, field, _like(plain, field.type))
    return left
