"""Where on a page a table stands, and at which positions its columns are cut.

Scope: rows of one page to regions. A region is a run of rows with several cells, or what ruled lines enclose. Columns
are cut where no word of the body stands: a cut is wider than a blank between words, and text of one cell may cross it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from mtm.audit.documents.layout import Atom, Page, Row, Rule

APART = 0.75  # heights between two cells of one row, where nothing else is known
WIDE = 0.7  # heights: a cut between words
LEAST_BLANKS = 1.35  # blanks: a cut before or after numbers
NAME = 1.6  # heights between the lines of a row's name
NEAR = 2.1  # heights between the baselines of rows of one table
STEP = 2  # positions per point
LONG_CELL = 55  # characters
LEAST_ROWS = 2
LEAST_VALUED = (2, 3)  # rows of numbers from which on the rows above count as headings: first try, second try
SPARSE = 0.42  # of the cells of a table hold something


@dataclass(slots=True)
class Region:
    """The rows of a table and its cuts; ``lines`` are the heights of ruled lines between rows."""

    rows: list[Row]
    cuts: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    spans: list[Rule] = field(default_factory=list)  # ruled lines under part of the columns
    first: int = 0  # row below the headings
    uprights: list[Rule] = field(default_factory=list)  # ruled lines between columns

    @property
    def width(self) -> int:
        return len(self.cuts) + 1

    def slot(self, atom: Atom) -> int:
        return bisect_left(self.cuts, (atom.left + atom.right) / 2)


def regions(page: Page, rows: Sequence[Row], blank: float) -> list[Region]:
    """The tables of a page from top to bottom."""
    found = []
    for run in _runs(page, rows, blank):
        region = Region(run)
        if not any(_cut(page, region, blank, least) for least in LEAST_VALUED):
            continue
        top, bottom = run[0].base + 2.5 * run[0].height, run[-1].base - 1.5 * run[-1].height
        flat = [r for r in page.rules if r.right - r.left > r.top - r.bottom and bottom < r.bottom < top]
        left, right = min(r.left for r in run), max(r.right for r in run)
        whole = [r for r in flat if r.right - r.left > 0.8 * (right - left)]
        region.spans = [r for r in flat if r not in whole]
        region.uprights = [r for r in page.rules if r.top - r.bottom > r.right - r.left and bottom < r.top]
        region.lines = _heights(whole or _together(flat, right - left))
        found.append(region)
    return found


def _cut(page: Page, region: Region, blank: float, least: int) -> bool:
    """Finds the cuts of a region; whether they make it a table."""
    region.cuts = _cuts(page, region, _body(region.rows, blank, least), blank)
    return bool(region.cuts) and _is_table(region)


def with_last_rows(found: list[Region], rows: Sequence[Row], unfinished: Region | None) -> list[Region]:
    """The tables of a page, the rows at its top that go on with the table of the page before among them."""
    run = _last_rows(rows, unfinished) if unfinished else []
    kept = {id(row) for row in run}
    if unfinished is None or not run or (found and found[0].rows[0] is rows[0] and id(found[0].rows[-1]) not in kept):
        return found
    others = [region for region in found if not any(id(row) in kept for row in region.rows)]
    return [Region(run, _widened(unfinished, run)), *others]


def _widened(before: Region, run: Sequence[Row]) -> list[float]:
    """The cuts of the table before, the first behind the longest name of these rows."""
    names = [a.right for row in run for a in row.atoms if a.right < _room(before)]
    return [max([before.cuts[0], *(right + 1 for right in names)]), *before.cuts[1:]]


def _room(region: Region) -> float:
    """Where the second column of a table begins."""
    held = [a.left for row in region.rows[region.first :] for a in row.atoms if region.slot(a) == 1]
    return min(held, default=region.cuts[0] + 2)


def _last_rows(rows: Sequence[Row], before: Region) -> list[Row]:
    """Rows at the top that stand in the columns of the table before, its headings first where they are repeated."""
    heads = [_said(row) for row in before.rows[: before.first]]
    numbered = {slot for slot in range(1, before.width) if _mostly_values(before, slot)}
    found: list[Row] = []
    end = 0
    for row in rows:
        repeated = _said(row) in heads
        stands = repeated or _stands_in(before, row, numbered)
        near = not found or found[-1].base - row.base < NAME * row.height
        if not (stands or (near and _named(before, row))):
            break
        if stands and not near and found and end < len(found):
            return found[:end]  # the line above was no part of a name
        found.append(row)
        end = len(found) if not repeated and (not _named(before, row) or _continues(found)) else end
    return found[:end]


def _named(region: Region, row: Row) -> bool:
    """Nothing but a name, or a part of one."""
    return row.right < _room(region)


def _continues(rows: Sequence[Row]) -> bool:
    """The last line is the rest of the name in the rows above it."""
    return len(rows) > 1 and rows[-1].atoms[0].text[0].islower()


def _said(row: Row) -> list[str]:
    return [atom.text for atom in row.atoms]


def _mostly_values(region: Region, slot: int) -> bool:
    held = [a for row in region.rows[region.first :] for a in row.atoms if region.slot(a) == slot]
    return sum(a.value for a in held) * 2 > len(held)


def _stands_in(region: Region, row: Row, numbered: set[int]) -> bool:
    """Values in the columns of numbers, nothing over a cut."""
    beside = [a for a in row.atoms if a.right > _room(region)]
    if any(a.left + 2 < cut < a.right - 2 for a in beside for cut in region.cuts):
        return False
    right = [a for a in row.atoms if region.slot(a) in numbered]
    return len({region.slot(a) for a in row.atoms}) > 1 and bool(right) and all(a.value for a in right)


def _heights(rules: Sequence[Rule]) -> list[float]:
    found: list[float] = []
    for rule in sorted(rules, key=lambda r: -r.bottom):
        if not found or found[-1] - rule.bottom > 2:
            found.append(rule.bottom)
    return found


def _together(rules: Sequence[Rule], width: float) -> list[Rule]:
    """Pieces of ruled lines, one for every cell, that together go over the whole table."""
    level: dict[int, list[Rule]] = {}
    for rule in rules:
        level.setdefault(round(rule.bottom), []).append(rule)
    return [found[0] for found in level.values() if sum(r.right - r.left for r in found) > 0.8 * width]


def _runs(page: Page, rows: Sequence[Row], blank: float) -> list[list[Row]]:
    """Rows one below the other of which most hold several cells."""
    boxes = _enclosed(page)
    runs: list[list[Row]] = []
    current: list[Row] = []
    box: Rule | None = None
    for row in rows:
        inside = next((b for b in boxes if b.bottom - 1 < row.base < b.top), None)
        if current and (inside is not box or not _goes_on(current, row, inside is not None, blank)):
            runs.append(current)
            current = []
        box = inside
        if current or inside is not None or _several(row, blank):
            current.append(row)
    runs.append(current)
    trimmed = [_trimmed(run, blank) for run in runs]
    return [_headed(run, rows) for run in trimmed if len(run) >= LEAST_ROWS]


def _enclosed(page: Page) -> list[Rule]:
    """The boxes of tables whose columns are ruled: upright lines that stand side by side."""
    upright = [r for r in page.rules if r.top - r.bottom > r.right - r.left]
    boxes: list[list[float]] = []
    for rule in sorted(upright, key=lambda r: -r.top):
        box = next((b for b in boxes if rule.top > b[0] - 3 and rule.bottom < b[1] + 3), None)
        if box is None:
            boxes.append([rule.bottom, rule.top, rule.left, rule.right])
        else:
            box[:] = [min(box[0], rule.bottom), max(box[1], rule.top), min(box[2], rule.left), max(box[3], rule.right)]
    return [Rule(b[2], b[0], b[3], b[1]) for b in boxes if b[3] - b[2] > 60 and _uprights(upright, b) > 2]


def _uprights(upright: Sequence[Rule], box: Sequence[float]) -> int:
    inside = [r for r in upright if r.bottom >= box[0] - 3 and r.top <= box[1] + 3]
    return len({round(r.left / 3) for r in inside})


def _several(row: Row, blank: float) -> bool:
    """Two cells and more, or three numbers and little else."""
    if len(row.segments(APART)) > 1:
        return True
    numbers = sum(a.value for a in row.atoms)
    return numbers > 2 and numbers * 2 >= len(row.atoms) and not blank > 1


def _goes_on(current: list[Row], row: Row, inside: bool, blank: float) -> bool:
    drop = current[-1].base - row.base
    if inside:
        return True
    usual = median([a.base - b.base for a, b in pairwise(current)] or [drop])
    if drop > max(NEAR * row.height, 1.7 * usual):
        return False
    if _several(row, blank):
        return True
    width = max(r.right for r in current) - min(r.left for r in current)
    return (
        drop < 1.7 * row.height and row.right - row.left < 0.62 * width and row.left >= min(r.left for r in current) - 3
    )


def _trimmed(run: list[Row], blank: float) -> list[Row]:
    """Single cells at the end belong to the text that follows, unless they go on with the last row's name."""
    end = len(run)
    while end and not _several(run[end - 1], blank):
        end -= 1
    left, right = min((r.left for r in run), default=0.0), max((r.right for r in run), default=0.0)
    while 0 < end < len(run) and _wraps(run[end - 1], run[end], left, right):
        end += 1
    return run[:end]


def _wraps(row: Row, following: Row, left: float, right: float) -> bool:
    """The line goes on with the name of the row above it."""
    first = following.atoms[0]
    close = row.base - following.base < 1.45 * max(row.height, following.height)
    narrow = following.right - following.left < 0.5 * (right - left)
    return close and narrow and abs(first.left - left) < 15 and (first.text[0].islower() or first.text[0] in "(),")


def _headed(run: list[Row], rows: Sequence[Row]) -> list[Row]:
    """Heading lines right above the table: of several cells, or of one over its other columns than the first."""
    found = list(run)
    at = next(i for i, r in enumerate(rows) if r is run[0])
    left, right = min(r.left for r in run), max(r.right for r in run)
    while at and _heads(rows[at - 1], found[0], left, right):
        found.insert(0, rows[at - 1])
        at -= 1
    return found


def _heads(above: Row, first: Row, left: float, right: float) -> bool:
    drop = above.base - first.base
    if drop > 1.6 * above.height or above.left < left - 8 or above.right > right + 5:
        return False
    segments = above.segments(APART)
    own = first.segments(APART)
    inner = len(own) > 1 and above.left > own[0][-1].right
    return len(segments) > 1 or inner or drop < 0.8 * above.height


def _cuts(page: Page, region: Region, body: Sequence[Row], blank: float) -> list[float]:
    """Positions between columns, from ruled lines or from where nothing stands."""
    rows = region.rows
    top, bottom = rows[0].base + rows[0].height, rows[-1].base - rows[-1].height
    upright = [r for r in page.rules if r.top - r.bottom > r.right - r.left and r.top > bottom and r.bottom < top]
    left, right = min(r.left for r in rows), max(r.right for r in rows)
    flat = [r for r in page.rules if r.right - r.left > r.top - r.bottom and bottom < r.bottom < top]
    ruled = _ruled([r for r in upright if left < r.left < right], top - bottom) if len(flat) > 1 else []
    if ruled and all(_free(body, cut) for cut in ruled):
        return ruled
    return _rivers(body, blank)


def _ruled(upright: list[Rule], height: float) -> list[float]:
    """Places of upright lines that go down most of the table."""
    long: dict[int, float] = {}
    where: dict[int, float] = {}
    for rule in upright:
        key = next((k for k in where if abs(where[k] - rule.left) < 3), len(where))
        where.setdefault(key, rule.left)
        long[key] = long.get(key, 0.0) + rule.top - rule.bottom
    return sorted(where[k] for k, length in long.items() if length > 0.5 * height)


def _free(rows: Sequence[Row], cut: float) -> bool:
    crossed = sum(1 for row in rows for a in row.atoms if a.left + 2 < cut < a.right - 2)
    return crossed * 5 <= len(rows)


def _body(rows: Sequence[Row], blank: float, least: int) -> list[Row]:
    """Rows below the headings, with several cells."""
    valued = [i for i, row in enumerate(rows) if _figures(row) and _several(row, blank)]
    first = valued[0] if len(valued) >= least else 0
    found = [row for row in rows[first:] if _several(row, blank)]
    return found or list(rows)


def _figures(row: Row) -> bool:
    """Numbers beside the first word, and not only the years of a heading."""
    numbers = [a for a in row.atoms[1:] if a.numeric]
    return bool(numbers) and any(len(a.text) != 4 or not a.text.startswith(("19", "20")) for a in numbers)


def _rivers(rows: Sequence[Row], blank: float) -> list[float]:
    """Stretches that no word of the rows covers (one in sixteen may)."""
    left, right = min(r.left for r in rows), max(r.right for r in rows)
    size = int((right - left) * STEP) + 2
    if size > 20_000:
        return []
    covered = [0] * (size + 1)
    for row in rows:
        for first, last in _extents(row, left):
            covered[min(first, size)] += 1
            covered[min(last, size)] -= 1
    allowed = len(rows) // 16
    cuts, count, start = [], 0, -1
    for at in range(size):
        count += covered[at]
        if count <= allowed and start < 0:
            start = at
        elif count > allowed and start >= 0:
            if start > 0 and _is_cut(rows, left + start / STEP, left + at / STEP, blank):
                cuts.append(left + (start + at) / 2 / STEP)
            start = -1
    return _without_empty(rows, cuts)


def _without_empty(rows: Sequence[Row], cuts: list[float]) -> list[float]:
    """Cuts between which hardly anything stands are one."""
    found: list[float] = []
    for cut in cuts:
        inside = sum(any(found[-1] < (a.left + a.right) / 2 < cut for a in row.atoms) for row in rows) if found else 9
        if found and inside * 10 <= len(rows):
            found[-1] = cut
        else:
            found.append(cut)
    return found


def _extents(row: Row, left: float) -> list[tuple[int, int]]:
    """Stretches that a row covers, without overlaps."""
    found: list[tuple[int, int]] = []
    for atom in sorted(row.atoms, key=lambda a: a.left):
        first, last = int((atom.left - left) * STEP), int((atom.right - left) * STEP) + 1
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _is_cut(rows: Sequence[Row], start: float, end: float, blank: float) -> bool:
    height = median(r.height for r in rows)
    if end - start > WIDE * height:
        return True
    if end - start < LEAST_BLANKS * blank * height:
        return False
    after = [next((a for a in row.atoms if a.left >= end - 1), None) for row in rows]
    before = [next((a for a in reversed(row.atoms) if a.right <= start + 1), None) for row in rows]
    return any(sum(a.value for a in side if a) * 3 >= 2 * sum(1 for a in side if a) > 0 for side in (after, before))


def _is_table(region: Region) -> bool:
    """Two rows with a number beside the first cell, and not mostly long text in two columns."""
    numbers = long = filled = 0
    for row in region.rows:
        slots: dict[int, list[Atom]] = {}
        for atom in row.atoms:
            slots.setdefault(region.slot(atom), []).append(atom)
        beside = [cell for slot, cell in slots.items() if slot > 0]
        filled += len(slots)
        numbers += any(_number(cell) for cell in beside)
        long += any(sum(len(a.text) + 1 for a in cell) > LONG_CELL for cell in slots.values())
    if region.width > 2 and filled < SPARSE * region.width * len(region.rows):
        return False  # labels of a drawing
    return numbers > 1 and (long * 2 < len(region.rows) or (region.width > 2 and numbers * 3 > len(region.rows)))


def _number(cell: list[Atom]) -> bool:
    return len(cell) < 4 and (cell[0].numeric or (len(cell) > 1 and cell[1].numeric))
