"""Row headings in the tags of a PDF: the first cell of every table row names the row, and the other cells say so.

Scope: the template can mark column headings only; the binding to typst has no switch for row headings. So the first
cell of each row below the heading is changed from a data cell into a row heading here, after typesetting.
Source: ISO 32000-1, 14.8.5.7 (Scope and Headers), 14.7.2 (IDs and the ID tree).
"""

from __future__ import annotations

import re

from mtm.writers.pdf.container import Objects

_ROW = re.compile(rb"/S/TR/P (\d+) 0 R.*?/K\[([\d 0R]*)\]", re.DOTALL)
_TABLE = re.compile(rb"<</O/Table")
_HEADERS = re.compile(rb"/Headers\[([^\]]*)\]")
_NAMES = re.compile(rb"/IDTree<</Names\[(.*?)\]>>", re.DOTALL)


def mark(objects: Objects) -> Objects:
    """The same objects with row headings marked, each under an ID of its own that the row's other cells name."""
    changed = dict(objects)
    ids: dict[bytes, int] = {}
    for number, body in objects.items():
        row = _ROW.search(body) if b"/StructElem/S/TR" in body else None
        if row and b"/S/TBody" in objects[int(row[1])]:
            cells = [int(cell) for cell in re.findall(rb"(\d+) 0 R", row[2])]
            ids |= _mark_row(changed, number, cells)
    return _listed(changed, ids)


def _mark_row(objects: Objects, row: int, cells: list[int]) -> dict[bytes, int]:
    if not cells or b"/S/TD" not in objects[cells[0]]:
        return {}
    id = b"row%d" % row
    objects[cells[0]] = _heading(objects[cells[0]], id)
    for cell in cells[1:]:
        objects[cell] = _HEADERS.sub(rb"/Headers[\1(%b)]" % id, objects[cell], count=1)
    return {id: cells[0]}


def _heading(cell: bytes, id: bytes) -> bytes:
    """A data cell as a row heading with this ID."""
    named = cell.replace(b"/S/TD", b"/S/TH/ID(%b)" % id, 1)
    return _TABLE.sub(b"<</O/Table/Scope/Row", named, count=1)


def _listed(objects: Objects, ids: dict[bytes, int]) -> Objects:
    """The tree of IDs with the new ones, in the order that the standard asks for."""
    for number, body in objects.items():
        tree = _NAMES.search(body)
        if tree and ids:
            known = dict(re.findall(rb"\(([^)]*)\)(\d+) 0 R", tree[1]))
            every = {**known, **{id: b"%d" % cell for id, cell in ids.items()}}
            names = b"".join(b"(%b)%b 0 R" % (id, every[id]) for id in sorted(every))
            return {**objects, number: body[: tree.start(1)] + names + body[tree.end(1) :]}
    return objects
