"""Tables of a script: columns in any order, totals first or last, groups, thousands, four ways to draw them."""

from __future__ import annotations

from typing import Any

from tests.audit_generator.report import name
from tests.audit_generator.script import Pieces, Script

DRAWN = {"md": ("pipes", "pipes", "tabs"), "txt": ("aligned", "tabs"), "html": ("html",)}


def table(r: Script, spec: dict[str, Any]) -> None:
    """A caption and a table as ``spec`` says: columns, over (a first head row), total (first, last), groups, unit."""
    r.say(spec["caption"])
    r.line([""]) if r.suffix != "html" else None
    grid = [[r.pieces(str(head), {}) for _, head in spec["columns"]], *_body(r, spec)]
    if spec.get("over"):
        grid.insert(0, [r.pieces(str(head), {}) for head in spec["over"]])
    if spec.get("turned"):
        grid = [list(column) for column in zip(*grid, strict=True)]
    _draw(r, grid, r.random.choice(DRAWN[r.suffix]))


def _body(r: Script, spec: dict[str, Any]) -> list[list[Pieces]]:
    if spec["of"] == "money":
        rows = [f"m{at}" for at in range(len(r.world.money))]
        rows = [*rows, *(["mrest"] if spec.get("rest") else [])]
        total = "mall"
    else:
        g, o = r.rows("g"), r.rows("o")
        rows = ["g", *g, "grest", "o", *o, "orest"] if spec.get("groups") else [*g, *o, "rest"]
        total = "all"
    ordered = [total, *rows] if spec["total"] == "first" else [*rows, total]
    if spec["of"] == "totals":
        ordered = ["g", "o", "all"] if spec["total"] == "last" else ["all", "g", "o"]
    return [[_cell(r, spec, who, what, at) for what, _ in spec["columns"]] for at, who in enumerate(ordered, 1)]


def _cell(r: Script, spec: dict[str, Any], who: str, what: str, at: int) -> Pieces:
    if what == "no":
        return [str(at)]
    if what == "label":
        return [_label(r, who)]
    if what in ("sa", "sn", "sb", "s0") and who in ("all", "mall"):
        return [spec.get("whole", "100")]
    quantity = f"{who}.{what}"
    if quantity not in r.facts:
        return [spec.get("blank", "")]
    count = r.facts[quantity].style == "count"
    cell = r.fact(quantity, "th" if spec.get("unit") == "th" and count else "", f"t_{who}_{what}")
    return [*cell, "%"] if spec.get("percent") and not count and r.facts[quantity].style == "percent" else cell


def _label(r: Script, who: str) -> str:
    named = r.phrases["labels"]
    if who in named:
        return str(named[who])
    if who[0] == "m":
        return name(r.world.money[int(who[1:])][0], r.language)
    return name(r.code(who), r.language)


def _draw(r: Script, grid: list[list[Pieces]], form: str) -> None:
    if form == "html":
        r.line(["<table>"], wrap=False)
        for at, row in enumerate(grid):
            _html_row(r, row, "td" if at else "th")
        r.line(["</table>"], wrap=False)
        return
    widths = [max(len(_text(r, row[k])) for row in grid) for k in range(len(grid[0]))]
    for at, row in enumerate(grid):
        _text_row(r, row, form, widths)
        if form == "pipes" and not at:
            r.line(["|" + " --- |" * len(row)])


def _html_row(r: Script, row: list[Pieces], tag: str) -> None:
    cells: Pieces = ["<tr>"]
    for cell in row:
        cells += [f"<{tag}>", *cell, f"</{tag}>"]
    r.line([*cells, "</tr>"], wrap=False)


def _text_row(r: Script, row: list[Pieces], form: str, widths: list[int]) -> None:
    line: Pieces = ["| "] if form == "pipes" else []
    for k, cell in enumerate(row):
        last = k == len(row) - 1
        pad = " " * (widths[k] - len(_text(r, cell)))
        if form == "aligned":
            line += [*cell, pad, "   "] if k == 0 else [pad, *cell, "" if last else "   "]
        else:
            line += [*cell, ("" if last else "\t") if form == "tabs" else " |" if last else " | "]
    r.line(line)


def _text(r: Script, cell: Pieces) -> str:
    return r.line_text(cell, r.tokens)
