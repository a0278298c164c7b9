"""Which table of an export is which: the interviews, and each repeat of the form.

Scope: tables. A repeat's table is known by its name (or label, or file name), else by the questions in its headers.
Errors: MtmError where no table is the interviews of this form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Form, Group
from mtm.surveys.intake.export import Export, Table
from mtm.surveys.intake.headers import Columns, columns_of, plain
from mtm.surveys.intake.wide import unfolded

SHEET_NAME = 31
"""Spreadsheets cut the names of their sheets here."""
_LINKS = ("parent_index", "parent_key")


@dataclass(frozen=True, slots=True)
class Matched:
    """A table with its columns; ``group`` is None for the interviews."""

    table: Table
    columns: Columns
    group: Group | None = None


def match(export: Export, form: Form) -> tuple[Matched, tuple[Matched, ...], tuple[Finding, ...]]:
    """The interviews, the repeats from the outside in, and tables that belong to nothing."""
    export = unfolded(export, form)
    main = _main(export, form)
    left = [table for table in export.tables if table is not main.table]
    repeats: list[Matched] = []
    for group in form.repeats:
        found = _of(group, left, form)
        if found is not None:
            repeats.append(found)
            left.remove(found.table)
    return main, tuple(repeats), tuple(_leftovers(left, form, repeats, export))


def _main(export: Export, form: Form) -> Matched:
    tried = [Matched(t, columns_of(t.headers, form, form.asked_in())) for t in export.tables]
    tried = [one for one in tried if not any(link in one.columns.server for link in _LINKS)]
    best = max(tried, key=lambda one: len(one.columns.questions), default=None)
    if best is None or not best.columns.questions:
        raise MtmError(
            "no column of this export is a question of the form",
            where=export.file,
            remedy="Check that export and form.xlsx belong together, and that the first row holds the column names.",
        )
    return best


def _of(group: Group, tables: list[Table], form: Form) -> Matched | None:
    questions = form.asked_in(group.name)
    named = next((table for table in tables if _named(table, group)), None)
    if named is not None:
        return Matched(named, columns_of(named.headers, form, questions), group)
    tried = [Matched(table, columns_of(table.headers, form, questions), group) for table in tables]
    tried = [one for one in tried if any(link in one.columns.server for link in _LINKS)]
    best = max(tried, key=lambda one: len(one.columns.questions), default=None)
    return best if best is not None and best.columns.questions else None


def _named(table: Table, group: Group) -> bool:
    name = plain(table.name)
    texts = [plain(text) for text in (group.name, *(label for _, label in group.labels))]
    if any(name in (text, text[:SHEET_NAME].strip()) for text in texts if text):
        return True
    return any(name.endswith(f"-{text}") for text in texts if text)


def _leftovers(left: list[Table], form: Form, repeats: list[Matched], export: Export) -> Iterator[Finding]:
    for table in left:
        yield Finding.make("survey_table_unknown", Severity.WARNING, table.place(), table=table.name)
    found = {one.group.name for one in repeats if one.group}
    for group in form.repeats:
        if group.name not in found:
            place = export.tables[0].place()
            yield Finding.make("survey_repeat_missing", Severity.WARNING, place, repeat=group.name)
