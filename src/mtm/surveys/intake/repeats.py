"""The tables of repeats: each row finds the interview (or the outer row) it belongs to.

Scope: one repeat, piece by piece. Rows of refusals and of interviews that were set aside are left out; rows whose
parent is not in the export are kept aside and counted.
Shapes: ``_id`` "parent/repeat[2]", ``_parent``, ``_index`` counted from 1 within the parent, then the questions.
Source: KoboToolbox links by ``_parent_index`` and ``_parent_table_name``, ODK Central by ``PARENT_KEY``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.extra import needed
from mtm.surveys.form import Group, Kind
from mtm.surveys.intake.answers import Fate, PieceOfAnswers, Tally, asked, fields_for
from mtm.surveys.intake.export import Piece, Table
from mtm.surveys.intake.headers import Columns
from mtm.surveys.intake.interviews import Made, Met, Setting
from mtm.surveys.logic.columns import Column

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

Finder = Callable[[PieceOfAnswers, int], "NDArray[np.int64]"]


@dataclass
class Rows:
    """The rows of one repeat met so far, as parents of the repeats inside it; ``up`` leads to the rows around."""

    name: str = ""
    around: Rows | None = None
    up: list[int] = field(default_factory=list)
    outer: dict[str, list[str]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    interview: list[int] = field(default_factory=list)
    parents: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    orphans: int = 0


class Repeat:
    """Takes the pieces of one repeat's table; ``around`` are the rows of the repeat that it stands in, if any."""

    def __init__(
        self, setting: Setting, group: Group, table: Table, columns: Columns, met: Met, around: Rows | None
    ) -> None:
        self.setting, self.group, self.table, self.columns, self.met = setting, group, table, columns, met
        self.around = around
        self.asked = asked(setting.form.asked_in(group.name), setting.plan, table.comma)
        self.rows, self.tally = Rows(group.name, around), Tally()
        self.unknown: dict[str, str] = {}
        self.schema = self._schema()

    def _schema(self) -> pa.Schema:
        pa = needed("pyarrow")
        own = [("_id", pa.string()), ("_parent", pa.string()), ("_index", pa.int32())]
        questions = self.setting.form.asked_in(self.group.name)
        return pa.schema([*own, *(f for q in questions if q.kind != Kind.META for f in fields_for(q))])

    def made(self) -> Iterator[Made]:
        for piece in self.table.pieces():
            yield self._made(piece)

    def _made(self, piece: Piece) -> Made:
        pa = needed("pyarrow")
        found = PieceOfAnswers(piece, self.columns, self.asked, self.unknown)
        parents = self._parents(found, piece.rows)
        interviews = self._interviews(parents)
        kept = np.array([at >= 0 and self.met.kept[at] for at in interviews.tolist()], np.bool_)
        own = self._own(parents, interviews, kept, found)
        fate = Fate(kept, self._absent(interviews), lambda name: self._outer(name, parents, interviews))
        answers, personal = found.build(fate, self.tally)
        columns = {**own, **answers}
        table = pa.table([columns[f.name].cast(f.type) for f in self.schema], self.schema)
        others = (*self.columns.unknown, *self.columns.quiet)
        personal |= {f"column {at + 1}: {self.table.headers[at]}": piece.columns[at] for at in others}
        vault = pa.table({"_id": own["_id"], **{k: v.cast(pa.string()) for k, v in personal.items()}})
        mask = pa.array(kept)
        return Made(table.filter(mask), vault.filter(mask) if personal else pa.table({}))

    def _parents(self, found: PieceOfAnswers, rows: int) -> NDArray[np.int64]:
        """The position of each row's parent; -1 where the export has none."""
        known = self.around.parents if self.around else self.met.parents
        for role, prefix in (("parent_key", "uuid"), ("parent_index", "index"), ("parent_uuid", "uuid")):
            places = self.columns.server.get(role)
            if places and (role != "parent_uuid" or self.around is None):
                column = found.raw(places[0])
                at = [known.get(f"{prefix}:{value.removeprefix('uuid:')}", -1) for value in column.values]
                return np.array(at, np.int64)[column.codes]
        return np.full(rows, -1, np.int64)

    def _interviews(self, parents: NDArray[np.int64]) -> NDArray[np.int64]:
        if self.around is None:
            return parents
        of = np.array([*self.around.interview, -1], np.int64)
        return of[parents]

    def _own(
        self, parents: NDArray[np.int64], interviews: NDArray[np.int64], kept: NDArray[np.bool_], found: PieceOfAnswers
    ) -> dict[str, Any]:
        pa = needed("pyarrow")
        names = self.around.ids if self.around else self.met.id_list
        ids, of, numbers = [], [], []
        for at, keep in zip(parents.tolist(), kept.tolist(), strict=True):
            parent = names[at] if at >= 0 else ""
            self.rows.orphans += at < 0
            self.rows.counts[parent] += keep
            number = self.rows.counts[parent]
            ids.append(f"{parent}/{self.group.name}[{number}]")
            of.append(parent)
            numbers.append(number)
        self._remember(found, ids, parents, interviews)
        return {
            "_id": pa.array(ids, pa.string()),
            "_parent": pa.array(of, pa.string()),
            "_index": pa.array(numbers, pa.int32()),
        }

    def _remember(
        self, found: PieceOfAnswers, ids: list[str], parents: NDArray[np.int64], interviews: NDArray[np.int64]
    ) -> None:
        before = len(self.rows.ids)
        for role in ("index", "uuid"):
            for at in self.columns.server.get(role, [])[:1]:
                for row, text in enumerate(found.raw(at).texts().tolist()):
                    self.rows.parents.setdefault(f"{role}:{text.removeprefix('uuid:')}", before + row)
        for name in self.setting.outer:
            column = found.column(name)
            if column is not None:
                self.rows.outer.setdefault(name, []).extend(column.texts().tolist())
        self.rows.up.extend(parents.tolist())
        self.rows.ids.extend(ids)
        self.rows.interview.extend(interviews.tolist())

    def _absent(self, interviews: NDArray[np.int64]) -> Callable[[str], NDArray[np.bool_] | None]:
        versions = np.array([*self.met.versions, ""], object)[interviews]

        def known(question: str) -> NDArray[np.bool_] | None:
            lacking = [version for version, names in self.setting.absent.items() if question in names]
            return np.isin(versions.astype(str), lacking) if lacking else None

        return known

    def _outer(self, name: str, parents: NDArray[np.int64], interviews: NDArray[np.int64]) -> Column | None:
        """The answer around each row: the interview's, or that of a repeat around this one."""
        question = self.setting.form.by_name.get(name)
        if question is None:
            return None
        texts, places = self.met.outer.get(name), interviews
        if question.repeat:
            rows, places = self.around, parents
            while rows is not None and rows.name != question.repeat:
                places = np.array([*rows.up, -1], np.int64)[places]
                rows = rows.around
            texts = rows.outer.get(name) if rows is not None else None
        if texts is None:
            return None
        values, codes = np.unique(np.array([*texts, ""], object).astype(str), return_inverse=True)
        return Column(codes.astype(np.int32)[places], [str(value) for value in values])
