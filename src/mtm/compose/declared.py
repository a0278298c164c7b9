"""What a section declares in section.yml: needs, tables, charts and tiles, as values.

Scope: the shape of section.yml, with errors that name file, line and key. No language and no figures are in here:
words stand in the section's texts, figures are meant by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mtm.compose.input import SectionFolder
from mtm.model.errors import WorkspaceError

ROLES = ("item", "group", "subtotal", "total", "rest")
KINDS = (
    *("ranked_pairs", "ranked_bars", "line", "columns", "diverging", "stacked_bar", "dumbbell"),
    *("dot_interval", "tile_grid"),
)
ORDERS = ("given", "down", "up")
LABELS = ("area", "key", "period")


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row, or with ``each`` one row per key of a family, or with ``groups`` all inner ``rows`` per group.

    ``cells`` name a figure or family per column. ``head`` is a key of the text's ``rows``; without one the row is named
    by its key. ``within`` keeps only keys listed under the current group; ``outside`` only those under no group.
    ``always`` keeps a row that has no data at all.
    """

    cells: tuple[str, ...] = ()
    role: str = "item"
    head: str = ""
    each: str = ""
    groups: str = ""
    rows: tuple[RowSpec, ...] = ()
    order: str = "given"
    within: bool = False
    outside: bool = False
    always: bool = False
    label: str = "area"


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: its columns' ids (words and units come from text and figures), spanning groups, and rows."""

    id: str
    columns: tuple[str, ...]
    spans: tuple[str, ...]
    rows: tuple[RowSpec, ...]
    label: str = "area"


@dataclass(frozen=True, slots=True)
class SeriesSpec:
    """A series of a chart: its figures or family, its colour role, and single figures that follow as rest or total."""

    id: str
    figures: str
    role: str = "first"
    rest: str = ""
    named: str = "words"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart: kind, series, and which keys in which order; ``per`` draws one chart for each group of a family."""

    id: str
    kind: str
    series: tuple[SeriesSpec, ...]
    order: str = "given"
    top: int = 0
    per: str = ""
    label: str = "area"
    least: int = 2
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TileSpec:
    """A headline number: a figure, its changes (same period of last year first) and the figures of its sparkline."""

    id: str
    figure: str
    changes: tuple[str, ...] = ()
    trend: str = ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section: ``needs`` are indicators; without a value for one of ``required`` the section says what is missing.

    ``covers`` are the figures whose periods stand in the reference-period strip. ``lag_days``: data that end more days
    than this before the report's period begins are too old to be shown; None accepts any.
    """

    id: str
    needs: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    lag_days: int | None = None
    tables: tuple[TableSpec, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    tiles: tuple[TileSpec, ...] = ()


def declared(folder: SectionFolder) -> SectionSpec:
    """The declaration of a section. Errors: WorkspaceError with file, line and key."""
    top = _Entry(folder, (), folder.declared)
    top.only("id", "needs", "required", "covers", "lag_days", "tables", "charts", "tiles")
    return SectionSpec(
        folder.id,
        top.texts("needs"),
        top.texts("required"),
        top.texts("covers"),
        top.number("lag_days") if "lag_days" in folder.declared else None,
        tuple(_table(id, entry) for id, entry in top.entries("tables")),
        tuple(_chart(id, entry) for id, entry in top.entries("charts")),
        tuple(_tile(id, entry) for id, entry in top.entries("tiles")),
    )


def _table(id: str, entry: _Entry) -> TableSpec:
    entry.only("columns", "spans", "rows", "label")
    columns = entry.texts("columns", required=True)
    spans = entry.texts("spans") or ("",) * len(columns)
    if len(spans) != len(columns):
        entry.fail("spans name one spanning heading (or '') per column", "spans")
    rows = tuple(_row(row, len(columns)) for row in entry.items("rows"))
    return TableSpec(id, columns, spans, rows, entry.choice("label", LABELS))


def _row(entry: _Entry, width: int) -> RowSpec:
    entry.only("cells", "role", "head", "each", "groups", "rows", "order", "within", "outside", "always", "label")
    cells = entry.texts("cells")
    if cells and len(cells) != width:
        entry.fail(f"a row has one cell per column ({width})", "cells")
    return RowSpec(
        cells,
        entry.choice("role", ROLES),
        entry.text("head"),
        entry.text("each"),
        entry.text("groups"),
        tuple(_row(row, width) for row in entry.items("rows")),
        entry.choice("order", ORDERS),
        entry.flag("within"),
        entry.flag("outside"),
        entry.flag("always"),
        entry.choice("label", LABELS),
    )


def _chart(id: str, entry: _Entry) -> ChartSpec:
    entry.only("kind", "series", "order", "top", "per", "label", "least", "options")
    options = entry.value.get("options") or {}
    return ChartSpec(
        id,
        entry.choice("kind", KINDS, required=True),
        tuple(_series(series) for series in entry.items("series")),
        entry.choice("order", ORDERS),
        entry.number("top"),
        entry.text("per"),
        entry.choice("label", LABELS),
        entry.number("least", 2),
        tuple(sorted((str(k), str(v)) for k, v in options.items())),
    )


def _series(entry: _Entry) -> SeriesSpec:
    entry.only("id", "figures", "role", "rest", "named")
    id = entry.text("id", required=True)
    named = entry.choice("named", ("words", "period"))
    return SeriesSpec(
        id, entry.text("figures", required=True), entry.text("role") or "first", entry.text("rest"), named
    )


def _tile(id: str, entry: _Entry) -> TileSpec:
    entry.only("figure", "changes", "trend")
    return TileSpec(id, entry.text("figure", required=True), entry.texts("changes"), entry.text("trend"))


@dataclass(frozen=True)
class _Entry:
    """A mapping in section.yml together with its place."""

    folder: SectionFolder
    path: tuple[str, ...]
    value: Mapping[str, Any]

    def fail(self, what: str, key: str = "", value: str = "") -> None:
        path = (*self.path, key) if key else self.path
        line = self.folder.lines.get(path) or self.folder.lines.get(self.path) or 1
        where = f"{self.folder.where}/section.yml, line {line}, {'.'.join(path)}"
        raise WorkspaceError(what, where=where, value=value)

    def only(self, *keys: str) -> None:
        for key in self.value:
            if key not in keys:
                self.fail(f"unknown key; known are {', '.join(keys)}", str(key), str(key))

    def text(self, key: str, *, required: bool = False) -> str:
        found = self.value.get(key)
        if found is None and required:
            self.fail("this key is missing", value=key)
        if not isinstance(found, str | None):
            self.fail("a name is expected", key, str(found))
        return found or ""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        found = self.value.get(key)
        if found is None and required:
            self.fail("this key is missing", value=key)
        if not isinstance(found or [], list) or not all(isinstance(item, str) for item in found or []):
            self.fail("a list of names is expected", key)
        return tuple(found or ())

    def number(self, key: str, default: int = 0) -> int:
        found = self.value.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool):
            self.fail("a whole number is expected", key, str(found))
        return int(found)

    def flag(self, key: str) -> bool:
        found = self.value.get(key, False)
        if not isinstance(found, bool):
            self.fail("true or false is expected", key, str(found))
        return bool(found)

    def choice(self, key: str, choices: tuple[str, ...], *, required: bool = False) -> str:
        found = self.text(key, required=required) or choices[0]
        if found not in choices:
            self.fail(f"one of {', '.join(choices)} is expected", key, found)
        return found

    def entries(self, key: str) -> list[tuple[str, _Entry]]:
        found = self.value.get(key) or {}
        if not isinstance(found, dict):
            self.fail("names with entries are expected", key)
        return [(str(name), self._inner(key, str(name), value)) for name, value in found.items()]

    def items(self, key: str) -> list[_Entry]:
        found = self.value.get(key) or []
        if not isinstance(found, list):
            self.fail("a list is expected", key)
        return [self._inner(key, str(index), value) for index, value in enumerate(found)]

    def _inner(self, key: str, name: str, value: Any) -> _Entry:
        entry = _Entry(self.folder, (*self.path, key, name), value if isinstance(value, dict) else {})
        if not isinstance(value, dict):
            entry.fail("keys and values are expected")
        return entry
