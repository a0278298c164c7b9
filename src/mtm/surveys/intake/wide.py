"""Repeats spread over columns (``member[1]/age``, ``member[2]/age``) become tables of their own.

Scope: the layout of KoboToolbox's older CSV exports. The rows of a repeat are linked to their interview by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtm.surveys.extra import needed
from mtm.surveys.form import Form
from mtm.surveys.intake.export import Export, Piece, Table

_ROUND = re.compile(r"(?P<path>.*?)(?P<name>[^/\[\]]+)\[(?P<number>\d{1,4})\]/(?P<rest>[^\[\]]+)")
LINK = "_submission__uuid"
IDS = ("_uuid", "meta/instanceID", "KEY")


def unfolded(export: Export, form: Form) -> Export:
    """The export with its spread repeats as tables; one without any is returned as it is."""
    main = export.tables[0]
    key = next((main.headers.index(name) for name in IDS if name in main.headers), None)
    repeats = {group.name.casefold(): group.name for group in form.repeats}
    spread: dict[str, dict[int, dict[str, int]]] = {}
    for at, header in enumerate(main.headers):
        found = _ROUND.fullmatch(header)
        name = repeats.get(found["name"].casefold()) if found else None
        if found and name:
            spread.setdefault(name, {}).setdefault(int(found["number"]), {})[found["rest"]] = at
    if not spread or key is None:
        return export
    taken = {at for rounds in spread.values() for columns in rounds.values() for at in columns.values()}
    tables = tuple(_table(main, name, rounds, key) for name, rounds in spread.items())
    return replace(export, tables=(_without(main, taken), *tables, *export.tables[1:]))


def _without(main: Table, taken: set[int]) -> Table:
    kept = [at for at in range(len(main.headers)) if at not in taken]

    def pieces() -> Iterator[Piece]:
        for piece in main.pieces():
            yield Piece([piece.columns[at] for at in kept], piece.rows, piece.first)

    return replace(main, headers=tuple(main.headers[at] for at in kept), pieces=pieces)


def _table(main: Table, name: str, rounds: dict[int, dict[str, int]], key: int) -> Table:
    headers = tuple(dict.fromkeys(header for columns in rounds.values() for header in columns))

    def pieces() -> Iterator[Piece]:
        for piece in main.pieces():
            for _, columns in sorted(rounds.items()):
                yield from _round(piece, headers, columns, key)

    return Table(main.file, name, (LINK, *headers), pieces)


def _round(piece: Piece, headers: tuple[str, ...], columns: dict[str, int], key: int) -> Iterator[Piece]:
    """One round of the repeat for all interviews that have it: those with anything written."""
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    nothing = pa.nulls(piece.rows, pa.dictionary(pa.int32(), pa.string()))
    found = [piece.columns[columns[header]] if header in columns else nothing for header in headers]
    written = pa.array([False] * piece.rows)
    for column in found:
        texts = column.cast(pa.string())
        said = pc.and_(texts.is_valid(), pc.not_equal(pc.fill_null(texts, ""), "n/a"))
        written = pc.or_(written, said)
    rows = pc.sum(written).as_py() or 0
    if rows:
        yield Piece([column.filter(written) for column in (piece.columns[key], *found)], rows, piece.first)
