"""Cells of the workbook: numbers are numbers, everything else is text, and nothing is ever a formula.

Scope: one cell, and tables of cells with their headers. xlsxwriter has its home in this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from mtm.kit.rounding import rounded
from mtm.model.blocks import FigureSpan, Reference, Spans, Words
from mtm.writers.text import clean, is_web, plain
from mtm.writers.xlsx.names import target

LONGEST_TEXT = 32767  # Excel's limit for one cell
LONGEST_HEADER = 255
EXACT_DIGITS = 15  # a spreadsheet keeps no more digits of a number
WIDEST = 60
LINE, TALLEST = 13, 400  # points

Format = Any


@dataclass(frozen=True, slots=True)
class Text:
    """A text, perhaps with a link to a sheet of this workbook or to the web."""

    text: str
    sheet: str = ""
    web: str = ""
    right: bool = False  # a symbol in a column of numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: rounded, with its decimals; ``marks`` are the letters of its notes, shown beside it."""

    value: Decimal
    decimals: int
    marks: tuple[str, ...] = ()
    signed: bool = False

    @property
    def format(self) -> str:
        """The number format; notes stand in it, so that the cell stays a number."""
        digits = "#,##0" + (f".{'0' * self.decimals}" if self.decimals > 0 else "")
        marks = "".join(f'" [{mark}]"' for mark in self.marks)
        plus = "+" if self.signed else ""
        return f'{plus}{digits}{marks};"\N{MINUS SIGN}"{digits}{marks};{digits}{marks}'


Value = Text | Number


@dataclass(slots=True)
class Styles:
    """The formats of one workbook, each made once."""

    book: Any
    _made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items(), key=lambda pair: pair[0]))
        if key not in self._made:
            self._made[key] = self.book.add_format(dict(properties))
        return self._made[key]


def value_of(spans: Spans) -> Value:
    """What a cell holds: a single figure is a number, a gap its symbol, anything else its words."""
    marks = tuple(span.text for span in spans if isinstance(span, Reference) and span.note)
    said = [s for s in spans if not (isinstance(s, Reference) and s.note) and not _blank(s)]
    if len(said) == 1 and isinstance(said[0], FigureSpan) and said[0].figure.value is not None:
        figure = said[0].figure
        value = rounded(said[0].figure.value, figure.decimals)
        if len(value.as_tuple().digits) <= EXACT_DIGITS:
            return Number(value, figure.decimals, marks, figure.signed)
    return Text(marked(spans), web=_address(said), right=len(said) == 1 and isinstance(said[0], FigureSpan))


def marked(spans: Spans) -> str:
    """The words of spans with the letters of their notes behind them: "Arrivals [a]"."""
    return plain(spans) + "".join(f" [{span.text}]" for span in spans if isinstance(span, Reference) and span.note)


def write(sheet: Any, row: int, column: int, value: Value, styles: Styles, **look: object) -> None:
    """Write one cell, always under its own type: no program decides here what a text might mean."""
    if isinstance(value, Number):
        sheet.write_number(
            row, column, value.value, styles.get(**{"num_format": value.format, "align": "right"} | look)
        )
        return
    text = cut(value.text, LONGEST_TEXT)
    look |= {"align": "right"} if value.right else {}
    if not text:
        sheet.write_blank(row, column, None, styles.get(**look))
        return
    if value.sheet or value.web:
        link = {"font_color": "#12436D", "underline": 1}
        where = target(value.sheet) if value.sheet else value.web
        if sheet.write_url(row, column, where, styles.get(**look | link), text or where) == 0:
            return
    sheet.write_string(row, column, text, styles.get(**look))


def cut(text: str, length: int) -> str:
    """The text, or its beginning and an ellipsis where a cell cannot hold it."""
    text = clean(text)
    return text if len(text) <= length else f"{text[: length - 1]}…"


def headers(texts: Iterable[str]) -> list[str]:
    """Column names that a table of a workbook accepts: none empty, none twice, none too long."""
    seen: set[str] = set()
    made = []
    for text in texts:
        name = cut(text.strip() or "—", LONGEST_HEADER - 8)
        while name.casefold() in seen:
            name += "\N{PRIME}"
        seen.add(name.casefold())
        made.append(name)
    return made


def table(
    sheet: Any,
    first: int,
    names: Sequence[str],
    rows: Sequence[Sequence[Value]],
    styles: Styles,
    *,
    name: str,
    alt: tuple[str, str],
    looks: Sequence[dict[str, object]] = (),
) -> int:
    """Write a table with its header at row ``first`` and return the row after it; ``looks`` are set row by row."""
    unique = headers(names)
    columns = [
        {"header": text, "header_format": _head(styles, [row[n] for row in rows if n < len(row)])}
        for n, text in enumerate(unique)
    ]
    last = first + max(len(rows), 1)
    options = {"name": name, "columns": columns, "autofilter": False, "style": None}
    sheet.add_table(first, 0, last, len(unique) - 1, {**options, "title": alt[0], "description": alt[1]})
    for n, row in enumerate(rows):
        look = looks[n] if looks else {}
        for column, value in enumerate(row):
            write(sheet, first + 1 + n, column, value, styles, **look)
    return last + 1


def _head(styles: Styles, column: Sequence[Value]) -> Format:
    """A heading stands over its figures: to the right where the column holds numbers."""
    numeric = any(isinstance(value, Number) for value in column)
    aligned = {"align": "right"} if numeric else {}
    return styles.get(bold=True, text_wrap=True, valign="bottom", bottom=1, **aligned)


def widths(sheet: Any, names: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[float]:
    """Make each column as wide as its longest entry, within reason, and say how wide that is; headers wrap."""
    made = []
    for column, name in enumerate(names):
        longest_word = max((len(word) for word in name.split()), default=0)
        lengths = [length(row[column]) for row in rows if column < len(row)]
        made.append(min(max([longest_word, len(name) // 2, *lengths, 8]) * 1.1 + 2, WIDEST))
        sheet.set_column(column, column, made[-1])
    return made


def heights(sheet: Any, first: int, rows: Sequence[Sequence[Value]], wide: Sequence[float]) -> None:
    """Make each row as high as its longest wrapped text asks: not every program does so by itself."""
    for n, row in enumerate(rows):
        lines = max((-(-length(value) // int(width)) for value, width in zip(row, wide, strict=False)), default=1)
        sheet.set_row(first + n, min(max(lines, 1) * LINE + 2, TALLEST))


def length(value: Value) -> int:
    if isinstance(value, Text):
        return len(value.text)
    marks = sum(len(mark) + 3 for mark in value.marks)
    return len(f"{value.value:,f}") + 1 + marks


def _blank(span: object) -> bool:
    return isinstance(span, Words) and not span.text.strip()


def _address(said: Sequence[object]) -> str:
    only = said[0] if len(said) == 1 else None
    return only.target if isinstance(only, Reference) and is_web(only.target) else ""
