"""A raw answer as the cleaning log prints it, and as people write it back.

Scope: one question of one table; states that are no answers are printed in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mtm.surveys.form import Form, Question
from mtm.surveys.states import INTERVIEWS, State, state_column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

STATES = {
    State.SKIPPED: "[skipped]",
    State.DONT_KNOW: "[don't know]",
    State.REFUSED: "[refused]",
    State.BLANK: "[blank]",
    State.NOT_IN_VERSION: "[not in this version]",
    State.STRIPPED: "[in the vault]",
}


@dataclass(eq=False)
class Printer:
    """The printed answers of a round's tables."""

    form: Form
    tables: Mapping[str, pa.Table]
    _columns: dict[tuple[str, str], list[Any]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[str, dict[str, int]]:
        """For every table, where each id stands."""
        return {
            name: {str(key): row for row, key in enumerate(table["_id"].to_pylist())}
            for name, table in self.tables.items()
        }

    @cached_property
    def questions(self) -> dict[tuple[str, str], Question]:
        """The questions of each table whose answers may be changed: not those in the vault."""
        return {
            (q.repeat or INTERVIEWS, q.name): q
            for q in self.form.questions
            if (table := self.tables.get(q.repeat or INTERVIEWS)) is not None and q.name in table.column_names
        }

    def __call__(self, table: str, row: str, question: str) -> str:
        """The printed answer; "" where no question is named or it is not there."""
        place = self.rows.get(table, {}).get(row)
        if place is None or (table, question) not in self.questions:
            return ""
        state = int(self._column(table, state_column(question))[place] or 0)
        if state != State.ANSWERED:
            return STATES[State(state)]
        return text_of(self._column(table, question)[place])

    def _column(self, table: str, name: str) -> list[Any]:
        if (table, name) not in self._columns:
            self._columns[table, name] = self.tables[table][name].to_pylist()
        return self._columns[table, name]


def text_of(value: object) -> str:
    """A value as people write it: 12, 12.5, 2026-03-01."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)
