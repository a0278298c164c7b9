"""Where numbers come from, in words: the source line of a table or chart, the source notes of a section, cells.

Scope: from the figures' own lineage; nothing is typed by hand, so a source line cannot fall out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mtm.compose.desk import Desk
from mtm.kit.places import address, repeats
from mtm.model.blocks import Reference, Spans
from mtm.model.figure import Figure
from mtm.model.observation import Observation

File = tuple[str, str, date]


def files(figures: Iterable[Figure]) -> list[File]:
    """Source, file and date of receipt of every delivery behind these figures, in order of first use."""
    return list(dict.fromkeys(_file(o) for figure in figures for o in figure.observations))


def source_line(desk: Desk, figures: Iterable[Figure]) -> Spans:
    """The source line under a table or chart: agencies, files and dates of receipt; () when there is no cell."""
    found = files(figures)
    if not found:
        return ()
    by_source: dict[str, list[str]] = {}
    for source, file, received in found:
        text = desk.phrase("source_file", file=desk.reference(_name(file)), received=desk.date(received))
        by_source.setdefault(source, []).append(text)
    listed = [
        desk.phrase("source_agency", agency=desk.source_name(source), files=desk.list(texts))
        for source, texts in by_source.items()
    ]
    return desk.spans(desk.phrase("source_line", sources=str(desk.language.get("separator")).join(listed)))


def note_marks(desk: Desk, figures: Iterable[Figure]) -> str:
    """The marks of the source notes of these figures; each delivery has one note in its section."""
    marks: list[Reference] = []
    for source, file, received in files(figures):
        text = desk.phrase(
            "source_note",
            agency=desk.source_name(source),
            file=desk.reference(_name(file)),
            received=desk.date(received),
        )
        marks.append(desk.notes.mark(f"source/{file}", desk.spans(text)))
    return "".join(desk.spool.put(mark) for mark in marks)


def cells_of(desk: Desk, observations: Iterable[Observation]) -> tuple[Spans, ...]:
    """The cells at the end of a figure's chain, sheet by sheet: file, sheet, addresses and what stands there."""
    by_sheet: dict[tuple[str, str], list[str]] = {}
    for origin in dict.fromkeys(o.origin for o in observations):
        raw = desk.quoted(origin.raw, origin.source) if origin.raw else ""
        cell = desk.phrase("cell", cell=desk.reference(address(origin.cell, desk.language.formats)), raw=raw)
        sheet = "" if repeats(origin.sheet, origin.cell) else origin.sheet
        by_sheet.setdefault((origin.file, sheet), []).append(cell)
    between = str(desk.language.get("separator"))
    return tuple(
        desk.spans(
            desk.phrase(
                "cells", file=desk.reference(file), sheet=desk.words(sheet) if sheet else "", cells=between.join(cells)
            )
        )
        for (file, sheet), cells in by_sheet.items()
    )


def _file(observation: Observation) -> File:
    return (observation.origin.source, observation.origin.file, observation.vintage)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
