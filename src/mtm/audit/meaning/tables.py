"""A table's cells get their meaning: headings, units, periods, row names, totals.

Scope: one table block. Numbers become claims; what the columns have to do with each other is found out by the rules.
"""

from __future__ import annotations

import re

from mtm.audit.claims import COUNT, PERCENT, POINTS, Claim
from mtm.audit.documents.piece import Block, Piece
from mtm.audit.language import quantities
from mtm.audit.language.chunks import MARK, NUMBER
from mtm.audit.language.lexicon import Lexicon
from mtm.audit.language.period_atoms import is_year
from mtm.audit.meaning.axes import axes
from mtm.audit.meaning.heads import LABEL, Head, Line, Table, label_of, period_of, read_head
from mtm.audit.meaning.prose import REST, read_prose
from mtm.audit.meaning.table_rows import (
    drop_rate_rows,
    find_closing,
    find_groups,
    find_total,
    numbers_columns,
    rate_rows,
    row_role,
    said_total,
    settle_rests,
    totals_of_groups,
)
from mtm.kit.intervals import HUNDRED

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f\u2009\u2007]\d{3})+(?:[.,]\d{1,6})?|\d(?:[\d.,'’]{0,40}\d)?"
_PLAIN = re.compile(
    rf"\s*(?P<open>\()?\s*(?P<sign>[-−–—+]|(?:minus|минус|plus|плюс)\s)?\s*(?P<digits>{_DIGITS})\s*(?P<percent>%)?\s*(?P<close>\))?\s*\*{{0,3}}\s*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_IN_PERCENT = re.compile(
    r"(?:[,;(–—]\s*|\bin |\bas |\bв )(?:a )?(?:%|per ?cent(?:ages?)?|процент\w*|пайыз\w*)"
    r"(?: (?:of|от|к) [\w ]+)?\)?\W*$",
    re.I,
)
_DASHES = frozenset("-–—−…x:.")
MAX_COLUMNS = 60
MAX_ROWS = 3000
MOST_HEADS = 4
MOST_NAMELESS, LEAST_NAMELESS = 3, 3
_NONE = -1  # no column names the rows


class Builder:
    """Reads one table block."""

    def __init__(self, block: Block, lexicon: Lexicon, read: quantities.Read) -> None:
        self.block, self.lexicon, self.read = block, lexicon, read
        self.grid = [row[:MAX_COLUMNS] for row in block.rows[:MAX_ROWS]]
        self.width = max((len(row) for row in self.grid), default=0)
        self.bare: frozenset[int] = frozenset()

    def table(self, number: int, section: int, caption: str) -> Table | None:
        """The table, or None where the grid holds no numbers."""
        cells = [[self.cell(piece) for piece in row] for row in self.grid]
        heads = self._further(cells, self.block.heads) if self.block.heads >= 0 else self._heads(cells)
        heads += heads < len(cells) and numbers_columns([piece.text.strip() for piece in self.grid[heads]])
        if heads >= len(cells):
            return None
        label = self._label_column(cells[heads:])
        head = read_head(caption, self.lexicon)
        self.bare = _bare_rows(cells[heads:])
        columns = self._columns(cells, heads, label, head)
        _beside_points(columns)
        if not any(line.role in ("level", "percent", "points", "open") for line in columns):
            return None
        rows, roles, pieces = self._rows(cells, heads, label, columns)
        totals_of_groups(rows, roles)
        settle_rests(rows, roles)
        find_groups(rows, roles, columns)
        said_total(rows, roles, columns)
        if "total" not in roles:
            find_total(rows, roles, columns)
        find_closing(rows, roles, columns)
        rate_rows(rows, columns)
        indents = list(self.block.indents[heads:]) if self.block.indents else [0] * len(rows)
        table = Table(number, section, head, columns, rows, roles, indents, pieces)
        self._place(table)
        return table

    def cell(self, piece: Piece) -> list[Claim]:
        """The numbers of one cell: none, one, or two as in "1,334,101 (43%)"."""
        text = piece.text
        if not text or not _DIGIT.search(text) or len(text) > 80:
            return []
        plain = _PLAIN.match(text)
        if plain is not None and bool(plain["open"]) == bool(plain["close"]):
            return self._plain(piece, plain)
        claims = [c for s in read_prose(piece, self.lexicon, self.read) for c in s.claims]
        return claims if len(claims) < 3 else []

    def _plain(self, piece: Piece, plain: re.Match[str]) -> list[Claim]:
        numeral = self.read(plain["digits"])
        if numeral is None:
            return []
        start, end = plain.span("digits")
        mark = plain["sign"] or ""
        begin = plain.start("sign") if mark else start
        spoken = len(mark) > 1
        begin = start if spoken else begin
        plus = mark == "+" or mark.strip().lower() in ("plus", "плюс")
        negative = bool(mark and not plus) or bool(plain["open"])
        claim = Claim(piece, begin, plain.end("percent") if plain["percent"] else end, numeral.value, numeral.decimals)
        if negative:
            claim.value = -claim.value
        claim.sign = "-" if negative else "+" if mark else ""
        claim.unit = PERCENT if plain["percent"] else COUNT
        claim.exact = not claim.unit and not claim.decimals
        return [claim]

    def _heads(self, cells: list[list[list[Claim]]]) -> int:
        """The number of heading rows: those before the first row with a number that is no year and no order number."""
        for index, row in enumerate(cells):
            numbers = [c for cell in row[1:] for c in cell] or [c for cell in row for c in cell]
            if numbers and not all(self._heading_number(c) for c in numbers):
                return index
            if index > 6:
                break
        return 0

    def _further(self, cells: list[list[list[Claim]]], heads: int) -> int:
        """Heading rows that are not marked as such: words over most columns, no numbers but years."""
        while 0 < heads < min(len(cells) - 1, MOST_HEADS):
            row = cells[heads]
            numbers = [c for cell in row for c in cell]
            filled = sum(1 for piece in self.grid[heads][1:] if piece.text.strip())
            worded = any(self._wordy(heads, column) for column in range(1, len(row)))
            if not worded or filled * 2 <= len(row) or not all(self._heading_number(c) for c in numbers):
                return heads
            if self._names_rows(heads):
                return heads
            heads += 1
        return heads

    def _names_rows(self, row: int) -> bool:
        """One cell over the whole width that gives no unit and no period: it heads the rows below, no columns."""
        texts = {piece.text.strip() for piece in self.grid[row]}
        if len(texts) != 1 or len(self.grid[row]) < 2:
            return False
        head = read_head(texts.pop(), self.lexicon)
        return not head.unit and not head.periods and head.scale == 1

    def _heading_number(self, claim: Claim) -> bool:
        year = (
            claim.exact
            and not claim.sign
            and 1950 <= claim.value <= 2059
            and "," not in claim.printed
            and " " not in claim.printed
        )
        inside = claim.piece.text.strip() != claim.printed.strip() and not claim.unit
        return year or inside

    def _label_column(self, cells: list[list[list[Claim]]]) -> int:
        """The first column in which most rows hold words."""
        for column in range(min(self.width, 3)):
            words = sum(1 for r, row in enumerate(cells) if self._wordy(len(self.grid) - len(cells) + r, column))
            if words * 2 > len(cells):
                return column
        return _NONE if self._nameless(cells) else 0

    def _nameless(self, cells: list[list[list[Claim]]]) -> bool:
        """A few rows that all begin with a number, under a heading in words: counts, below them their shares."""
        heads = len(self.grid) - len(cells)
        if not heads or len(cells) > MOST_NAMELESS or self.width < LEAST_NAMELESS or not self._wordy(0, 0):
            return False
        first = [c for row in cells for c in (row[0] if row else [])]
        plain = len(first) == len(cells) and not any(self._heading_number(c) for c in first)
        return plain and [c.value for c in first] != list(range(1, len(first) + 1))

    def _wordy(self, row: int, column: int) -> bool:
        pieces = self.grid[row]
        return column < len(pieces) and any(c.isalpha() for c in pieces[column].text)

    def _columns(self, cells: list[list[list[Claim]]], heads: int, label: int, caption: Head) -> list[Line]:
        columns = []
        for column in range(self.width):
            if column == label:
                continue
            body = [row[column] if column < len(row) else [] for row in cells[heads:]]
            columns += self._lines(column, self._heading(column, heads, label), body, caption)
        return columns

    def _heading(self, column: int, heads: int, label: int) -> str:
        """The words above a column, one row of headings after the other."""
        words = [self._word_above(row, column, label, last=row == heads - 1) for row in range(heads)]
        return " ".join(word for word in words if word)

    def _word_above(self, row: int, column: int, label: int, last: bool) -> str:
        """A heading's own cell; above a further heading, an empty cell goes on with the one to its left."""
        cells = self.grid[row]
        own = cells[column].text.strip() if column < len(cells) else ""
        below = [r[column].text.strip() for r in self.grid[row + 1 :][:1] if column < len(r)]
        if own or last or not any(below):
            return own
        left = [(at, cells[at].text.strip()) for at in range(min(column, len(cells))) if at != label]
        named = [(at, text) for at, text in left if text]
        spans = named and all(not text for at, text in left if at > named[-1][0])
        return named[-1][1] if spans and self._headed(row + 1, named[-1][0]) else ""

    def _headed(self, row: int, column: int) -> bool:
        """The spanning heading has a heading of its own below it too."""
        cells = self.grid[row]
        return column < len(cells) and bool(cells[column].text.strip())

    def _lines(self, column: int, text: str, body: list[list[Claim]], caption: Head) -> list[Line]:
        """One line per number of a cell: two where most cells hold two."""
        head = read_head(text, self.lexicon)
        filled = [cell for cell in body if cell]
        double = sum(1 for cell in filled if len(cell) == 2) * 2 > len(filled) > 0
        lines = []
        for part in range(2 if double else 1):
            wanted = 2 if double else 1
            claims = [cell[part] if len(cell) == wanted else None for cell in body]
            line = Line(head, claims, column)
            self._unit(line, caption, split=double)
            line.role = self._role(line)
            lines.append(line)
        return lines

    def _unit(self, line: Line, caption: Head, split: bool) -> None:
        """Cells without a unit take the heading's, then the caption's (scale and currency only)."""
        claims = [c for c in line.claims if c is not None]
        own = any(c.unit for c in claims)
        head = line.head
        unit = head.unit if head.unit and not (split and not own and head.unit == PERCENT) else ""
        scale, decimals = head.scale, any(c.decimals for c in claims)
        whole = not any(c.decimals for index, c in enumerate(line.claims) if c is not None and index in self.bare)
        if not own and not unit and not _is_open(head):
            unit = caption.unit if caption.unit not in (PERCENT, POINTS) or _shares(claims, caption) else ""
            scale = scale if scale > 1 else caption.scale
        bare = {id(c) for index, c in enumerate(line.claims) if index in self.bare}
        for claim in claims:
            if not claim.unit:
                claim.unit = next(c.unit for c in claims if c.unit) if own and id(claim) not in bare else unit
            if claim.scale == 1 and claim.unit not in (PERCENT, POINTS):
                claim.scale = scale
            claim.exact = claim.unit == COUNT and claim.scale == 1 and (not decimals or (id(claim) in bare and whole))
        _granule(claims)

    def _role(self, line: Line) -> str:
        claims = [c for c in line.claims if c is not None]
        if not claims:
            return ""
        units = {c.unit for c in claims}
        if self.bare and len(units) > 1:
            units = {c.unit for index, c in enumerate(line.claims) if c is not None and index in self.bare}
        if units <= {PERCENT, POINTS}:
            return "points" if units == {POINTS} else "percent"
        values = [c.value for c in claims]
        if len(values) > 2 and all(c.exact for c in claims) and values == list(range(1, len(values) + 1)):
            return "rank"
        if len(values) > 1 and all(is_year_value(c) for c in claims):
            return "year"
        if units == {COUNT} and line.head.tags & {"share", "change"} and not line.head.tags & {"balance"}:
            return "open"
        return "level" if len(units) == 1 else "mixed"

    def _rows(
        self, cells: list[list[list[Claim]]], heads: int, label: int, columns: list[Line]
    ) -> tuple[list[Line], list[str], list[Piece]]:
        rows, roles, pieces = [], [], []
        for index in range(len(cells) - heads):
            row = self.grid[heads + index]
            piece = row[label] if 0 <= label < len(row) else row[0]
            head = read_head(piece.text if label >= 0 else "", self.lexicon)
            claims = [line.claims[index] for line in columns]
            beside = [p.text for at, p in enumerate(row) if at != label and not cells[heads + index][at]]
            dated = "" if head.period or label < 0 else period_of(beside, self.lexicon)
            rows.append(Line(head, claims, index, period=dated))
            roles.append(row_role(head, claims))
            pieces.append(piece)
        return rows, roles, pieces

    def _place(self, table: Table) -> None:
        """Claims learn their row and column; where no row has a name of its own, the columns are the names."""
        turned = not any(row.head.area or label_of(row.head) for row in table.rows)
        for line in table.columns:
            for index, claim in enumerate(line.claims):
                if claim is None:
                    continue
                row = table.rows[index]
                claim.table, claim.row, claim.column = table.block, index, line.index
                claim.area = row.head.area or line.head.area or label_of(line.head if turned else row.head)
                if turned and _is_total(line.head):
                    claim.area = row.head.area
                if table.roles[index] == "rest" and claim.area.startswith("group:"):
                    claim.area = REST + claim.area
                claim.label = row.head.stems
                claim.total = table.roles[index] == "total" or (turned and _is_total(line.head))
                claim.dated = bool(row.head.period)
                claim.period = _both(line.head.period, row.head.period or row.period) or (
                    table.caption.period if len(table.caption.periods) == 1 else ""
                )
                if line.role == "percent" and (claim.sign in ("+", "-") or line.head.tags & {"change", "up", "down"}):
                    claim.role = "change"
                elif line.role == "level" and "balance" in line.head.tags | row.head.tags:
                    claim.role = "balance"


def _bare_rows(cells: list[list[list[Claim]]]) -> frozenset[int]:
    """Rows of numbers without a unit beside rows of nothing but percentages: counts above their shares."""
    units = [{c.unit for cell in row for c in cell} for row in cells]
    if {PERCENT} not in units:
        return frozenset()
    return frozenset(index for index, found in enumerate(units) if found == {COUNT})


def _is_total(head: Head) -> bool:
    """The column of all: "All FMPs", "Total"."""
    named = "total" in head.tags or head.text.lower().startswith(("all ", "все ", "барлық "))
    return named and not head.area and "rest" not in head.tags


def _both(column: str, row: str) -> str:
    """A row "IV quarter" under a column "2023" is the fourth quarter of 2023."""
    if column and row.startswith("?-") and column.isdigit():
        return column + row[1:]
    return row or column


def complete(table: Table, host: str) -> None:
    """Axes of the cells from column, row and caption; a column without a period goes on with the one before it."""
    outer = {**axes(table.caption.tags), **_way_axis(table.caption, host)}
    period = ""
    for line in table.columns:
        period = line.head.period or period
        column = {**outer, **axes(line.head.tags), **_way_axis(line.head, host)}
        for claim in line.claims:
            if claim is None:
                continue
            row = axes(table.rows[claim.row].head.tags)
            claim.axes = {**column, **row} if row else column
            claim.told = "flow" in claim.axes
            if claim.role == "balance":
                claim.axes = {**claim.axes, "flow": "net"}
            if not claim.period and claim.role != "change":
                claim.period = period
    drop_rate_rows(table)


def _way_axis(head: Head, host: str) -> dict[str, str]:
    """to or from the country that the report is about."""
    for area, way in head.ways:
        if area == host and way:
            return {"way": "in" if way == "to" else "out"}
    return {}


def is_year_value(claim: Claim) -> bool:
    return claim.exact and not claim.sign and 1950 <= claim.value <= 2059 and claim.printed.isdigit()


def _is_open(head: Head) -> bool:
    """Headings such as "Share" or "Change" over plain numbers: rates, or differences in the table's unit."""
    return bool(head.tags & {"percent", "points", "share", "change", "up", "down"}) or head.unit in (PERCENT, POINTS)


def _shares(claims: list[Claim], caption: Head) -> bool:
    """Under a caption in per cent: numbers with decimals, none above 100."""
    if caption.unit != PERCENT or caption.scale > 1 or not claims:
        return False
    told = any(c.decimals for c in claims) or _IN_PERCENT.search(caption.text)
    return bool(told) and all(0 <= c.value <= HUNDRED for c in claims)


def _beside_points(columns: list[Line]) -> None:
    """Numbers up to 100 whose column of changes is in percentage points are shares, though no heading says so."""
    levels = [line for line in columns if line.role == "level"]
    claims = [c for line in levels for c in line.claims if c is not None]
    if {line.role for line in columns} - {""} != {"level", "points"} or any(line.head.scale > 1 for line in levels):
        return
    if all(not c.unit and 0 <= c.value <= HUNDRED for c in claims):
        for line in levels:
            line.role = "percent"
        for claim in claims:
            claim.unit, claim.scale, claim.exact, claim.interval_ = PERCENT, 1, False, None


def _granule(claims: list[Claim]) -> None:
    """Counts that all end in 0 or 5 (five or more of them) were rounded to 5, 10, 100 or 1000."""
    values = [abs(int(c.value)) for c in claims if c.exact and c.value]
    if len(values) < 5:
        return
    for granule in (1000, 100, 10, 5):
        if all(v % granule == 0 for v in values):
            for claim in claims:
                if claim.exact:
                    claim.exact, claim.granule = False, granule
            return


__all__ = ["LABEL", "MARK", "NUMBER", "Builder", "Head", "Line", "Table", "is_year", "label_of", "read_head"]
