"""The interviews of an export: their ids, what became of them, when and by whom, and then their answers.

Scope: the main table, piece by piece. An interview without consent keeps its outcome and loses every answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.extra import needed
from mtm.surveys.form import Form, Kind
from mtm.surveys.intake.answers import Asked, Fate, PieceOfAnswers, Tally, asked, fields_for
from mtm.surveys.intake.decode import day, moment
from mtm.surveys.intake.export import Piece, Table
from mtm.surveys.intake.headers import Columns
from mtm.surveys.logic.columns import Column
from mtm.surveys.logic.expression import answers
from mtm.surveys.plan import Plan, Roles
from mtm.surveys.states import Outcome
from mtm.surveys.vault import pseudonym

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

YES = ("yes", "y", "1", "true", "agree", "agreed", "consent", "oui", "si", "da")
META_TYPES = ("string", "string", "moment", "moment", "day", "words", "words", "words", "words")


@dataclass(frozen=True)
class Setting:
    """What an intake works with: the merged form in its place of the plan and the key."""

    form: Form
    plan: Plan
    absent: dict[str, frozenset[str]]
    key: bytes

    @cached_property
    def consent(self) -> tuple[str, frozenset[str]] | None:
        """The consent question and the choices that mean yes."""
        role = self.plan.roles.consent
        if role is not None:
            return role.question, frozenset(role.yes)
        for question in self.form.asked_in():
            if question.kind == Kind.SELECT_ONE and question.name.lower().startswith("consent"):
                return question.name, frozenset(n for n in question.choice_names if n.lower() in YES)
        return None

    def device(self, type_: str) -> str:
        """The name of the question that the device fills with start, end or today."""
        told = {"start": self.plan.roles.started, "end": self.plan.roles.ended, "today": self.plan.roles.date}[type_]
        return told or next((q.name for q in self.form.questions if q.type == type_ and not q.repeat), "")

    @cached_property
    def outer(self) -> frozenset[str]:
        """Questions outside a repeat that a condition inside one looks at."""
        repeats = {group.name for group in self.form.repeats}
        found: set[str] = set()
        for one in (one for name in repeats for one in asked(self.form.asked_in(name), self.plan)):
            found |= answers(one.condition) if one.condition else set()
        return frozenset(found)


@dataclass
class Met:
    """What was met so far: ids, for repeats the way from a parent's key to its row, counts for the report."""

    ids: dict[str, int] = field(default_factory=dict)
    parents: dict[str, int] = field(default_factory=dict)
    kept: list[bool] = field(default_factory=list)
    id_list: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    outer: dict[str, list[str]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    by_version: Counter[str] = field(default_factory=Counter)
    duplicates: list[int] = field(default_factory=list)
    numbered: int = 0
    no_consent_column: bool = False


@dataclass(frozen=True)
class Made:
    """What one piece became: the round's columns, and what goes to the vault."""

    table: pa.Table
    vault: pa.Table


def schema_of(setting: Setting) -> pa.Schema:
    """The schema of ``interviews``: the interview's own columns, then those of its questions in the form's order."""
    pa = needed("pyarrow")
    words = pa.dictionary(pa.int32(), pa.string())
    types = {"string": pa.string(), "words": words, "moment": pa.timestamp("us", tz="UTC"), "day": pa.date32()}
    names = ("_id", "_outcome", "_started", "_ended", "_date", "_interviewer", "_site", "_version", "_form")
    own = [(name, types[kind]) for name, kind in zip(names, META_TYPES, strict=True)]
    own[1] = ("_outcome", words)
    fields = [f for q in setting.form.asked_in() if q.kind != Kind.META for f in fields_for(q)]
    return pa.schema([*own, *fields])


class Interviews:
    """Takes the pieces of the main table in order."""

    def __init__(self, setting: Setting, table: Table, columns: Columns, with_repeats: bool) -> None:
        self.setting, self.table, self.columns = setting, table, columns
        self.asked: tuple[Asked, ...] = asked(setting.form.asked_in(), setting.plan, table.comma)
        self.met, self.tally = Met(), Tally()
        self.unknown: dict[str, str] = {}
        self.schema = schema_of(setting)
        self._with_repeats = with_repeats

    def made(self) -> Iterator[Made]:
        for piece in self.table.pieces():
            yield self._made(piece)

    def _made(self, piece: Piece) -> Made:
        pa = needed("pyarrow")
        found = PieceOfAnswers(piece, self.columns, self.asked, self.unknown)
        ids, fresh = self._ids(piece, found)
        outcome = self._outcomes(found, piece.rows)
        versions = self._first(found, "version")
        fate = Fate(outcome.consented, self._absent(versions), lambda _name: None)
        self._remember(piece, found, ids, fresh, outcome, versions)
        kept, personal = found.build(fate, self.tally)
        own = self._own(piece, found, ids, outcome, versions)
        table = pa.table([_cast(own.get(f.name, kept.get(f.name)), f, piece.rows) for f in self.schema], self.schema)
        personal |= self._others(piece, fate.kept)
        personal = {"_id": pa.array(ids), **personal} if personal else {}
        mask = pa.array(fresh)
        return Made(table.filter(mask), pa.table(personal).filter(mask) if personal else pa.table({}))

    # Ids

    def _ids(self, piece: Piece, found: PieceOfAnswers) -> tuple[list[str], NDArray[np.bool_]]:
        """An id for every row, and which rows were not met before."""
        column = self._first(found, "uuid") or self._first(found, "instance") or self._first(found, "number")
        texts = column.texts().tolist() if column else [""] * piece.rows
        ids, fresh = [], np.ones(piece.rows, np.bool_)
        for row, text in enumerate(texts):
            id_ = text.removeprefix("uuid:").strip() or f"row-{piece.first + row:06d}"
            self.met.numbered += not text
            if id_ in self.met.ids:
                fresh[row] = False
                self.met.duplicates.append(piece.first + row)
            self.met.ids.setdefault(id_, len(self.met.ids))
            ids.append(id_)
        return ids, fresh

    def _first(self, found: PieceOfAnswers, role: str) -> Column | None:
        """A server's column; where there are several of one role, the first that is written in each row."""
        joined: Column | None = None
        for at in self.columns.server.get(role, []):
            column = found.raw(at)
            if joined is not None:
                codes = np.where(joined.blank, column.codes + len(joined.values), joined.codes).astype(np.int32)
                column = Column(codes, (*joined.values, *column.values))
            joined = column
        return joined

    # Outcomes

    def _outcomes(self, found: PieceOfAnswers, rows: int) -> _Outcomes:
        names = np.full(rows, Outcome.COMPLETE, object)
        consented = np.ones(rows, np.bool_)
        consent = self.setting.consent
        column = found.column(consent[0]) if consent else None
        if consent and column:
            consented = column.truths(lambda text: text in consent[1])
            names[~consented] = Outcome.REFUSED
        self.met.no_consent_column = column is None
        for question, outcome, codes in _told(self.setting.plan.roles):
            told = found.column(question)
            if told:
                rows_of = told.truths(codes.__contains__) & (consented | (outcome != Outcome.PARTIAL))
                names[rows_of] = outcome
                if outcome != Outcome.PARTIAL:
                    consented &= ~rows_of
        return _Outcomes(names, consented)

    def _absent(self, versions: Column | None) -> Any:
        absent = self.setting.absent

        def known(question: str) -> NDArray[np.bool_] | None:
            lacking = {version for version, names in absent.items() if question in names}
            if not lacking or versions is None:
                return None
            return versions.truths(lambda text: text in lacking)

        return known

    # Columns of the interview itself

    def _own(
        self, piece: Piece, found: PieceOfAnswers, ids: list[str], outcome: _Outcomes, versions: Column | None
    ) -> dict[str, Any]:
        pa = needed("pyarrow")
        started, ended = (self._moments(found, self.setting.device(t), piece.rows) for t in ("start", "end"))
        return {
            "_id": pa.array(ids, pa.string()),
            "_outcome": pa.array(outcome.names.tolist(), pa.string()).dictionary_encode(),
            "_started": started,
            "_ended": ended,
            "_date": self._dates(found, piece.rows),
            "_interviewer": self._interviewers(found, piece.rows),
            "_site": _words(self._site(found), piece.rows),
            "_version": _words(versions, piece.rows),
            "_form": _words(Column.constant(self.setting.form.id, piece.rows), piece.rows),
        }

    def _raw(self, found: PieceOfAnswers, name: str) -> Column | None:
        at = self.columns.values.get(name)
        return None if at is None else found.raw(at)

    def _moments(self, found: PieceOfAnswers, name: str, rows: int) -> pa.Array:
        pa = needed("pyarrow")
        column = self._raw(found, name)
        if column is None:
            return pa.nulls(rows, pa.timestamp("us", tz="UTC"))
        known = [moment(value) for value in column.values]
        values = np.array([value or 0 for value in known], np.int64)[column.codes]
        mask = np.array([value is None for value in known], np.bool_)[column.codes]
        return pa.array(values, mask=mask).cast(pa.timestamp("us", tz="UTC"))

    def _dates(self, found: PieceOfAnswers, rows: int) -> pa.Array:
        """The day as the device wrote it, else the day of the start where the device was."""
        pa = needed("pyarrow")
        column = self._raw(found, self.setting.device("today")) or self._raw(found, self.setting.device("start"))
        if column is None:
            return pa.nulls(rows, pa.date32())
        known = [day(value) for value in column.values]
        values = np.array([value or 0 for value in known], np.int32)[column.codes]
        mask = np.array([value is None for value in known], np.bool_)[column.codes]
        return pa.array(values, mask=mask).cast(pa.date32())

    def _interviewers(self, found: PieceOfAnswers, rows: int) -> pa.Array:
        told = self.setting.plan.roles.interviewer
        column = self._raw(found, told) if told else None
        if column is None:
            column = self._first(found, "submitter")
        if column is None:
            column = next((c for q in ("username", "deviceid") if (c := self._typed(found, q)) is not None), None)
        if column is None:
            return _words(None, rows)
        names = [pseudonym(self.setting.key, "interviewer", value) if value else "" for value in column.values]
        return _words(Column(column.codes, names), rows)

    def _typed(self, found: PieceOfAnswers, type_: str) -> Column | None:
        name = next((q.name for q in self.setting.form.questions if q.type == type_), "")
        return self._raw(found, name)

    def _site(self, found: PieceOfAnswers) -> Column | None:
        name = self.setting.plan.roles.site
        question = self.setting.form.by_name.get(name)
        return found.column(name) if question and not question.personal else None

    # What does not belong to a question

    def _others(self, piece: Piece, consented: NDArray[np.bool_]) -> dict[str, Any]:
        """Device metadata and unknown columns, for the vault; nothing of a refusal."""
        pa, pc = needed("pyarrow"), needed("pyarrow.compute")
        meta = {q.name: self.columns.values.get(q.name) for q in self.setting.form.questions if q.kind == Kind.META}
        found = {name: at for name, at in meta.items() if at is not None and name not in self._times}
        found |= {
            f"column {at + 1}: {self.table.headers[at]}": at for at in (*self.columns.unknown, *self.columns.quiet)
        }
        found |= {self.table.headers[at]: at for at in self.columns.server.get("submitter", [])}
        mask = pa.array(consented)
        columns = {name: piece.columns[at] for name, at in found.items()}
        return {name: pc.if_else(mask, c.cast(pa.string()), None) for name, c in columns.items()}

    @cached_property
    def _times(self) -> frozenset[str]:
        return frozenset(self.setting.device(type_) for type_ in ("start", "end", "today"))

    def _remember(
        self,
        piece: Piece,
        found: PieceOfAnswers,
        ids: list[str],
        fresh: NDArray[np.bool_],
        outcome: _Outcomes,
        versions: Column | None,
    ) -> None:
        self.met.outcomes.update(outcome.names[fresh].tolist())
        told = versions.texts() if versions else np.full(piece.rows, "", object)
        self.met.by_version.update(told[fresh].tolist())
        if self._with_repeats:
            self._remember_parents(piece, found, ids, fresh & outcome.consented, told.tolist())

    def _remember_parents(
        self, piece: Piece, found: PieceOfAnswers, ids: list[str], kept: NDArray[np.bool_], versions: list[str]
    ) -> None:
        before = len(self.met.id_list)
        for role in ("index", "uuid", "number"):
            column = self._first(found, role)
            for row, text in enumerate(column.texts().tolist() if column else []):
                self.met.parents.setdefault(f"{role}:{text.removeprefix('uuid:')}", before + row)
        self.met.id_list.extend(ids)
        self.met.kept.extend(kept.tolist())
        self.met.versions.extend(versions)
        for name in self.setting.outer:
            outer = found.column(name)
            self.met.outer.setdefault(name, []).extend(outer.texts().tolist() if outer else [""] * piece.rows)


@dataclass(frozen=True)
class _Outcomes:
    names: NDArray[Any]
    consented: NDArray[np.bool_]


def _told(roles: Roles) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Questions that say what became of an interview: which choices mean which outcome."""
    if roles.ending:
        yield roles.ending.question, Outcome.PARTIAL, frozenset(roles.ending.partial)
    role = roles.outcome
    if role:
        yield role.question, Outcome.PARTIAL, frozenset(role.partial)
        yield role.question, Outcome.REFUSED, frozenset(role.refused)
        yield role.question, Outcome.NONCONTACT, frozenset(role.noncontact)
        yield role.question, Outcome.INELIGIBLE, frozenset(role.ineligible)


def _words(column: Column | None, rows: int) -> pa.Array:
    """Texts as a dictionary, blanks as null."""
    pa = needed("pyarrow")
    if column is None:
        return pa.nulls(rows, pa.dictionary(pa.int32(), pa.string()))
    blank = column.blank
    texts = pa.array(list(column.values), pa.string())
    found = pa.DictionaryArray.from_arrays(pa.array(column.codes, mask=blank), texts)
    return found.cast(pa.string()).dictionary_encode()


def _cast(array: Any, wanted: Any, rows: int) -> Any:
    pa = needed("pyarrow")
    if array is None:
        return pa.nulls(rows, wanted.type)
    return array if array.type == wanted.type else array.cast(wanted.type)
