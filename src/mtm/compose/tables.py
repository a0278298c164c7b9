"""Tables: rows and columns as section.yml declares them, words from the section's text, numbers from the figures.

Scope: every table shows what is not listed and the total where there are any; a gap is a symbol with its key below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mtm.compose.declared import RowSpec, TableSpec
from mtm.compose.desk import Desk
from mtm.compose.lookup import ask, family, group_of, key_label, keys_in_order, undelivered
from mtm.compose.questions import about as questions_about
from mtm.compose.questions import capitalised
from mtm.compose.sources import source_line
from mtm.model.blocks import Column, Note, Reference, Row, Spans, Table, Words
from mtm.model.figure import Figure


@dataclass
class _Made:
    """A table in the making: the figures met in each column."""

    desk: Desk
    spec: TableSpec
    figures: list[list[Figure]] = field(default_factory=list)
    groups: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.figures = [[] for _ in self.spec.columns]
        named = [row.groups for row in self.spec.rows if row.groups]
        self.groups = frozenset(key for name in named for key in family(self.desk, name))

    def words(self, *keys: str, **values: object) -> Spans:
        source = self.desk.entry(self.desk.section, "tables", self.spec.id, *keys)
        return self.desk.spans(self.desk.say(source, **values)) if source else ()


def table(desk: Desk, spec: TableSpec) -> Table | None:
    """The table, or None when nothing was delivered for any of its cells."""
    made = _Made(desk, spec)
    heads = [made.words("columns", id) + _mark(made, "columns", id) for id in ("head", *spec.columns)]
    rows = _with_members(tuple(_rows(made, spec.rows, "")))
    met = [figure for column in made.figures for figure in column]
    if undelivered(met):
        return None
    shown = [n for n, column in enumerate(made.figures) if column]
    return Table(
        id=f"table-{desk.section}-{spec.id}",
        name=f"{desk.section}-{spec.id}",
        number=Reference("", f"table-{desk.section}-{spec.id}"),
        title=made.words("title"),
        subtitle=made.words("subtitle"),
        columns=_columns(made, heads, shown),
        rows=tuple(replace(row, cells=tuple(row.cells[n] for n in shown) if row.cells else ()) for row in rows),
        source=source_line(desk, met),
        notes=(*_notes(made), *_key(desk, met)),
    )


def _with_members(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without headings that head nothing."""
    following = (*rows[1:], None)
    return tuple(
        row
        for row, after in zip(rows, following, strict=False)
        if row.role != "group" or row.cells or (after is not None and (after.role != "group" or after.cells))
    )


def _rows(made: _Made, specs: Iterable[RowSpec], group: str) -> Iterator[Row]:
    for spec in specs:
        if spec.groups:
            for key in family(made.desk, spec.groups):
                yield from _rows(made, spec.rows, key)
        elif spec.each:
            yield from _each(made, spec, group)
        else:
            row = _row(made, spec, group, group)
            if row is not None:
                yield row


def _each(made: _Made, spec: RowSpec, group: str) -> Iterator[Row]:
    members = family(made.desk, spec.each)
    for key in keys_in_order(members, spec.order):
        listed = group_of(members[key])
        if (spec.within and listed != group) or (spec.outside and listed in made.groups):
            continue
        row = _row(made, spec, key, group)
        if row is not None:
            yield replace(row, level=1 if group else 0)


def _row(made: _Made, spec: RowSpec, key: str, group: str) -> Row | None:
    figures = [ask(made.desk, name, key, group) if name else None for name in spec.cells]
    known = [figure for figure in figures if figure is not None]
    if spec.role != "group" and not spec.always and (not known or undelivered(known)):
        return None
    for column, figure in zip(made.figures, figures, strict=False):
        column += [figure] if figure is not None else []
    head = _head(made, spec, key, group)
    cells = tuple(_cell(made, figure) for figure in figures)
    return Row(head, cells, spec.role, 1 if group and spec.role == "rest" else 0)


def _head(made: _Made, spec: RowSpec, key: str, group: str) -> Spans:
    if spec.head:
        return made.words("rows", spec.head, group=group, key=key) + _mark(made, "rows", spec.head)
    label = spec.label if spec.label != "area" else made.spec.label
    return capitalised(made.desk.spans(key_label(made.desk, key, label)[0]))


def _cell(made: _Made, figure: Figure | None) -> Spans:
    """The number, and the mark of a note where its direction is not established or a question is open about it."""
    if figure is None:
        return ()
    desk = made.desk
    marks: list[Reference] = []
    if figure.doubts:
        reason = " ".join(desk.doubt(doubt, figure) for doubt in figure.doubts)
        text = desk.spans(desk.phrase("not_established", reason=reason))
        marks.append(desk.notes.mark(f"{made.spec.id}/doubt/{figure.id}", text))
    for question in questions_about(desk, figure):
        agency = desk.agencies([question.source])
        text = desk.spans(desk.phrase("question", "note", agency=agency))
        marks.append(desk.notes.mark(f"{made.spec.id}/question/{question.id}", text))
    return (desk.span(figure, symbol=True), *marks)


def _columns(made: _Made, heads: Sequence[Spans], shown: Iterable[int]) -> tuple[Column, ...]:
    """The columns that have any figure; the first column names the rows."""
    return (Column(heads[0], numeric=False), *(_column(made, n, heads[n + 1]) for n in shown))


def _column(made: _Made, index: int, head: Spans) -> Column:
    units = dict.fromkeys(f.unit for f in made.figures[index] if f.unit)
    unit = made.desk.language.unit_head(next(iter(units))) if len(units) == 1 else ""
    span = made.spec.spans[index]
    return Column(
        head,
        (Words(unit),) if unit else (),
        group=made.words("spans", span) if span else (),
    )


def _mark(made: _Made, *place: str) -> Spans:
    """The mark of a note that the text attaches to a column or row (tables.<id>.notes.columns.<column>)."""
    note = made.words("notes", *place)
    if not note:
        return ()
    return (made.desk.notes.mark("/".join((made.spec.id, *place)), note),)


def _notes(made: _Made) -> Iterator[Note]:
    """The notes whose marks stand in this table."""
    for note_key, note in made.desk.notes.keyed:
        if note_key.startswith(f"{made.spec.id}/"):
            yield note


def _key(desk: Desk, figures: Iterable[Figure]) -> Iterator[Note]:
    """What the symbols used in this table mean; the key has no mark, because the symbol itself stands in the cell."""
    symbols: dict[str, str] = {}
    for figure in figures:
        if figure.value is None:
            entry = desk.language.gap(figure.gap)
            symbols.setdefault(str(entry["symbol"]), str(entry["key"]))
    if symbols:
        said = [
            desk.phrase("symbol", symbol=desk.fixed(sign), meaning=desk.fixed(text)) for sign, text in symbols.items()
        ]
        yield Note("", desk.spans(desk.phrase("symbols", key=desk.list(said))))
