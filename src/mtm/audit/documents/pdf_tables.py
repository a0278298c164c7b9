"""Regions of a page become tables: cells in columns, lines of one cell together, headings over the columns they span.

Scope: rows of words at positions to rows of pieces. What separates rows is taken from ruled lines where there are
some, else from the distances between lines, else from the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from mtm.audit.documents.layout import Atom, Page, Row
from mtm.audit.documents.piece import EMPTY, Anchor, Block, Piece
from mtm.audit.documents.regions import Region

Cells = list[list[Atom]]
LEAST_GAP = 0.6  # heights: lines nearer than this stand side by side, not below each other
SAME_CELL = 1.12  # of the least distance between lines
PURE = 0.7  # of the cells of a column of numbers
_BROKEN = re.compile(r"[-−–+(]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})*\n\d{3}(?:\s\d{3})*(?:[.,]\d+)?%?\)?$")
_HEAD = re.compile(r"[-−–+(]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})*$")
_TAIL = re.compile(r"\d{3}(?:[ \u00a0\u202f\u2009]\d{3})*(?:[.,]\d+)?%?\)?$")
RUNS_ON = 0.36  # heights: words of one cell stand no further apart
TIGHT = 0.9  # of the distance to the next row: lines of one number
PADDED = 1.15  # rows stand further apart than lines of one cell
_OPEN_END = ("(", ",", "-", "–", "—", "/", ":")
_JOINING = frozenset(
    {
        "of",
        "and",
        "the",
        "in",
        "for",
        "to",
        "by",
        "with",
        "и",
        "в",
        "на",
        "по",
        "с",
        "для",
        "из",
        "не",
        "или",
        "от",
        "у",
        "к",
        "мен",
        "және",
        "бен",
        "пен",
        "үшін",
    }
)


def table(page: Page, region: Region) -> Block:
    """The block of one region."""
    grid = [_cells(region, row) for row in region.rows]
    first = region.first = _with_name(region.rows, grid, _first_body(grid))
    heads = [
        _spanned(region, row, cells, _taken(region.rows[:first], grid, row)) for row, cells in _heads(region, grid)
    ]
    heads = _over_repeated(heads)
    body = _grouped(region, first, grid)
    rows = [tuple(_head_pieces(page, cells)) for cells in heads]
    rows += [tuple(_piece(page, [a for line in lines for a in line]) for lines in group) for group in body]
    start = min(w.start for row in region.rows for a in row.atoms for w in a.words)
    indents = tuple([0] * len(heads) + _indents(region, body))
    return Block("table", Piece("", (Anchor(0, page.number, start),)), rows=tuple(rows), indents=indents)


def _piece(page: Page, atoms: Sequence[Atom]) -> Piece:
    if not atoms:
        return EMPTY
    piece = page.piece([w for a in atoms for w in a.words])
    return Piece(piece.text.replace("\n", " "), piece.anchors) if _BROKEN.match(piece.text) else piece


def _head_pieces(page: Page, cells: list[list[Atom]]) -> list[Piece]:
    """A heading over several columns is one piece that stands in each of them."""
    known: dict[int, Piece] = {}
    found = []
    for atoms in cells:
        if not atoms:
            found.append(EMPTY)
            continue
        found.append(known.setdefault(id(atoms[0]), _piece(page, atoms)))
    return found


def _cells(region: Region, row: Row) -> Cells:
    """The atoms of a row by column; text that runs over a cut stays in the cell where it begins."""
    cells: Cells = [[] for _ in range(region.width)]
    for run in _stretches(region, row):
        cells[region.slot(run[0]) if len(run) == 1 else _slot_of(region, run)] += run
    return cells


def _slot_of(region: Region, run: list[Atom]) -> int:
    """The column of a stretch: where it fits, else where it begins."""
    slots = {region.slot(a) for a in run}
    return min(slots)


def _stretches(region: Region, row: Row) -> list[list[Atom]]:
    """The row cut at the columns, save where words run on over a cut without a gap."""
    found: list[list[Atom]] = []
    for atom in row.atoms:
        before = found[-1][-1] if found else None
        if before is None or _cut_between(region, row, before, atom):
            found.append([atom])
        else:
            found[-1].append(atom)
    return found


def _cut_between(region: Region, row: Row, before: Atom, atom: Atom) -> bool:
    if region.slot(before) == region.slot(atom):
        return False
    gap = atom.left - before.right
    return gap > RUNS_ON * row.height or atom.value or before.value


def _first_body(grid: list[Cells]) -> int:
    """The first row with a number, that is no year and no column's number, beside the first column."""
    for index, cells in enumerate(grid):
        numbers = [a for cell in cells[1:] for a in cell if len(cell) < 3 and a.numeric]
        alone = [a for cell in cells[1:] if len(cell) == 1 for a in cell if a.numeric]
        if alone and not all(_is_year(a.text) for a in numbers):
            return index
        if index > 9:
            break
    return 0


def _with_name(rows: Sequence[Row], grid: list[Cells], first: int) -> int:
    """The first row begins with its name, whose lines stand around the height of its numbers."""
    while first and not any(grid[first - 1][1:]):
        if rows[first - 1].base - rows[first].base > LEAST_GAP * rows[first].height:
            break
        first -= 1
    return first


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1950 <= int(text) <= 2059


def _heads(region: Region, grid: list[Cells]) -> Iterator[tuple[Row, Cells]]:
    return zip(region.rows[: region.first], grid, strict=False)


def _taken(rows: Sequence[Row], grid: list[Cells], row: Row) -> set[int]:
    """The columns with a heading in this row, or half a line higher or lower, where cells have more or fewer lines."""
    near = [
        cells for other, cells in zip(rows, grid, strict=False) if abs(other.base - row.base) <= LEAST_GAP * row.height
    ]
    return {slot for cells in near for slot, cell in enumerate(cells) if cell}


def _spanned(region: Region, row: Row, cells: Cells, taken: set[int]) -> Cells:
    """A heading that stands over several columns is repeated in each of them."""
    runs = _stretches(region, row)
    found: Cells = [list(cell) for cell in cells]
    for run in runs:
        first, last = _range(region, row, run, taken)
        for slot in range(first, last + 1):
            if not cells[slot] or cells[slot][0] is run[0]:
                found[slot] = run
    return found


def _over_repeated(heads: list[Cells]) -> list[Cells]:
    """Headings above columns whose own headings repeat, as persons and share for every group, go over each group."""
    found = list(heads)
    for index, upper in enumerate(heads[:-1]):
        runs = {id(cell[0]): slot for slot, cell in enumerate(upper) if slot and cell}
        columns = len(upper) - 1
        size = columns // len(runs) if len(runs) > 1 else 1
        different = len({_words(upper[slot]) for slot in runs.values()}) == len(runs)
        if size < 2 or size * len(runs) != columns or not different or not _repeats(heads[index + 1 :], size):
            continue
        if [(slot - 1) // size for slot in sorted(runs.values())] == list(range(len(runs))):
            spread = [upper[slot] for slot in sorted(runs.values()) for _ in range(size)]
            found[index] = [upper[0], *spread]
    return found


def _words(cell: Sequence[Atom]) -> str:
    return " ".join(a.text for a in cell).lower()


def _repeats(lower: Sequence[Cells], size: int) -> bool:
    """Whether the headings of so many columns, from all the lines below, are those of the next columns too."""
    texts = [" ".join(filter(None, map(_words, column))) for column in zip(*lower, strict=True)][1:]
    return all(texts) and len(set(texts[:size])) == size and texts == texts[:size] * (len(texts) // size)


def _range(region: Region, row: Row, run: list[Atom], taken: set[int]) -> tuple[int, int]:
    """The columns that a heading covers: those of its ruled cell, or those whose middle is its own."""
    left, right = run[0].left, run[-1].right
    own = _slot_of(region, run)
    edges = _edges(region)
    for low, high in _cells_around(region, row, left, right):
        slots = [s for s, (a, b) in enumerate(edges) if low - 2 < (a + b) / 2 < high + 2]
        if slots:
            return slots[0], slots[-1]
    if abs(edges[own][0] - left) < 3 or abs(edges[own][1] - right) < 3 or own == 0:
        return own, own
    return _balanced(edges, (left, right), own, taken)


def _cells_around(region: Region, row: Row, left: float, right: float) -> Iterator[tuple[float, float]]:
    """The extents that ruled lines give the cell of a heading: beside it, then below it."""
    beside = [r for r in region.uprights if r.bottom < row.base + 0.2 * row.height < r.top]
    before = max((r.left for r in beside if r.left <= left + 3), default=None)
    after = min((r.right for r in beside if r.right >= right - 3), default=None)
    inner = any(region.cuts[0] - 15 < r.left < region.cuts[-1] + 15 for r in beside)
    if before is not None and after is not None and inner:
        yield before, after
    runs = _stretches(region, row)
    for rule in region.spans:
        over = sum(rule.left <= r[0].left + 3 and r[-1].right - 3 <= rule.right for r in runs)
        mine = rule.left <= left + 3 and right - 3 <= rule.right
        if over == 1 and mine and 0 < row.base - rule.bottom < 1.3 * row.height:
            yield rule.left, rule.right


def _balanced(
    edges: list[tuple[float, float]], extent: tuple[float, float], own: int, taken: set[int]
) -> tuple[int, int]:
    """The stretch of columns without headings of their own in this row whose middle is nearest to the heading's."""
    last = len(edges) - 1
    low, high = own, own
    while low > 1 and low - 1 not in taken:
        low -= 1
    while high < last and high + 1 not in taken:
        high += 1
    touched = [s for s in range(low, high + 1) if edges[s][0] < extent[1] and extent[0] < edges[s][1]] or [own]
    middle = extent[0] + extent[1]
    choices = [(a, b) for a in range(low, min(touched) + 1) for b in range(max(touched), high + 1)]
    return min(choices, key=lambda c: (round(abs(edges[c[0]][0] + edges[c[1]][1] - middle) / 8), c[1] - c[0]))


def _edges(region: Region) -> list[tuple[float, float]]:
    """What the cells of each column cover below the headings."""
    found = [[1e9, -1e9] for _ in range(region.width)]
    for row in region.rows[region.first :]:
        for run in _stretches(region, row):
            slots = {region.slot(a) for a in run}
            if len(slots) == 1:
                edge = found[slots.pop()]
                edge[0], edge[1] = min(edge[0], run[0].left), max(edge[1], run[-1].right)
    return [(a, b) if a < b else (0.0, 0.0) for a, b in found]


def _grouped(region: Region, first: int, grid: list[Cells]) -> list[list[list[list[Atom]]]]:
    """Lines of one table row together: for every row and column the lines of that cell."""
    rows, cells = region.rows[first:], grid[first:]
    groups: list[list[int]] = []
    pure = _pure(cells)
    valued = [any(len(c[s]) == 1 and c[s][0].value for s in pure) for c in cells]
    broken = _broken(rows, cells)
    valued = [value and not part for value, part in zip(valued, broken, strict=True)]
    joins = _by_lines(region, rows, valued) or _by_distance(region, rows, cells, valued)
    joins = [join or part for join, part in zip(joins, broken, strict=True)]
    for index in range(len(rows)):
        if groups and joins[index]:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [[[cells[i][slot] for i in group if cells[i][slot]] for slot in range(region.width)] for group in groups]


def _broken(rows: Sequence[Row], cells: Sequence[Cells]) -> list[bool]:
    """Whether each line holds but further digits of the numbers right above it."""
    drops = [a.base - b.base for a, b in pairwise(rows)]
    named = [drop for drop, held in zip(drops, cells[1:], strict=True) if held[0]]
    found = [False] * len(rows)
    for index, drop in enumerate(drops, 1):
        if named and drop < TIGHT * min(named) and not cells[index][0]:
            found[index] = _goes_on(cells[index - 1], cells[index], found[index - 1])
    return found


def _goes_on(before: Cells, after: Cells, inside: bool) -> bool:
    """Every number of the line is a group of three digits below what may be the digits before it."""
    pairs = [(above, below) for above, below in zip(before, after, strict=True) if below]
    return bool(pairs) and all(
        len(above) == len(below) == 1
        and bool(_TAIL.match(below[0].text))
        and bool(_HEAD.match(above[0].text) if not inside else _TAIL.match(above[0].text))
        for above, below in pairs
    )


def _pure(cells: Sequence[Cells]) -> list[int]:
    """The columns that hold numbers and little else."""
    found = []
    for slot in range(1, len(cells[0]) if cells else 0):
        filled = [c[slot] for c in cells if c[slot]]
        if sum(len(c) == 1 and c[0].value for c in filled) >= PURE * len(filled) > 0:
            found.append(slot)
    return found or list(range(1, len(cells[0]) if cells else 0))


def _by_lines(region: Region, rows: Sequence[Row], valued: Sequence[bool]) -> list[bool]:
    """Whether each row goes on with the one before it, where ruled lines separate nearly all rows; else nothing."""
    if len(region.lines) < 3:
        return []
    between = [sum(1 for line in region.lines if line > row.base + 0.1 * row.height) for row in rows]
    values: dict[int, int] = {}
    for band, value in zip(between, valued, strict=True):
        values[band] = values.get(band, 0) + value
    if sum(count > 1 for count in values.values()) * 5 > len(values):
        return []
    return [False] + [one == two for one, two in pairwise(between)]


def _by_distance(region: Region, rows: Sequence[Row], cells: Sequence[Cells], valued: list[bool]) -> list[bool]:
    """Lines of one cell stand nearer than rows; where all stand alike, the words decide."""
    drops = [a.base - b.base for a, b in pairwise(rows)]
    height = median(r.height for r in rows)
    edge = max((c[0][-1].right for c in cells if c[0] and region.slot(c[0][-1]) == 0), default=0.0)
    both = [d for d, a, b in zip(drops, valued, valued[1:], strict=False) if a and b]
    mixed = [d for d, a, b in zip(drops, valued, valued[1:], strict=False) if not (a and b) and d > LEAST_GAP * height]
    least = min(mixed, default=0.0)
    padded = bool(both) and bool(mixed) and min(both) > PADDED * least
    joins = [False]
    for index, drop in enumerate(drops):
        beside_next = index + 1 < len(drops) and drops[index + 1] <= LEAST_GAP * height
        if drop <= LEAST_GAP * height:
            joins.append(True)
        elif (valued[index] or beside_next) and (valued[index + 1] or beside_next):
            joins.append(False)  # two rows, or the first line of a name beside the next row's numbers
        elif padded:
            joins.append(drop <= SAME_CELL * least)
        else:
            words = _runs_on(cells[index], cells[index + 1], valued[index], valued[index + 1])
            joins.append(words or (not valued[index + 1] and _too_long(cells[index], cells[index + 1], edge)))
    return _one_value_each(joins, valued)


def _runs_on(before: Cells, after: Cells, valued_before: bool, valued_after: bool) -> bool:
    """The words say that a line goes on with the line before it."""
    if not after[0]:
        return True
    if not before[0]:
        return False
    end, start = before[0][-1].text, after[0][0].text
    unfinished = end.endswith(_OPEN_END) or end.lower() in _JOINING or _unclosed(before[0])
    if valued_after and not valued_before:
        return unfinished or start[0].islower()
    return unfinished or start[0].islower() or start[0] in "(),"


def _too_long(before: Cells, after: Cells, edge: float) -> bool:
    """A short name was broken because its next word did not fit into the column."""
    if not before[0] or not after[0] or len(before[0]) > 2:
        return False
    word = after[0][0]
    return before[0][-1].right + 0.2 * (word.right - word.left) / len(word.text) + word.right - word.left > edge + 1


def _unclosed(atoms: Sequence[Atom]) -> bool:
    text = " ".join(a.text for a in atoms)
    return text.count("(") > text.count(")")


def _one_value_each(joins: list[bool], valued: list[bool]) -> list[bool]:
    """A table row has its numbers in one line."""
    found = list(joins)
    seen = False
    for index, joined in enumerate(joins):
        if not joined:
            seen = valued[index]
        elif valued[index] and seen:
            found[index] = False
        else:
            seen = seen or valued[index]
    return found


def _indents(region: Region, body: list[list[list[list[Atom]]]]) -> list[int]:
    """How far the names of rows are set in, in points."""
    lefts = [group[0][0][0].left if group[0] else None for group in body]
    known = [x for x in lefts if x is not None]
    if not known or region.cuts[0] - min(known) < 20:
        return [0] * len(body)
    first = min(known)
    found: list[int] = []
    for left in lefts:
        found.append(round((left - first) / 3) if left is not None else 0)
    return found
