"""The report as a Word document: named styles, real headings and footnotes, figures that link to the register.

Scope: one report in one language to the bytes of a DOCX file. ``write`` is the door.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from mtm.model.blocks import Report
from mtm.writers.docx.blocks import drawn_ids
from mtm.writers.docx.book import Book, sections
from mtm.writers.docx.frame import document
from mtm.writers.docx.package import package
from mtm.writers.docx.pictures import Drawn
from mtm.writers.pictures import Drawing
from mtm.writers.raster import pixels

Raster = Callable[[Sequence[Drawing]], Sequence[bytes]]


def write(report: Report, drawings: Mapping[str, Drawing], moment: datetime, raster: Raster = pixels) -> bytes:
    """The report as the bytes of a DOCX file.

    ``drawings`` are the drawn charts and strips by block id, and the trends of tiles under "trend-" and the id of the
    tile's figure; what is not drawn is told in words. ``moment`` stamps properties and container;
    ``raster`` turns SVG drawings into PNG for programs that show no SVG. The same arguments give the same bytes.
    """
    wanted = [name for _, blocks in sections(report) for name in drawn_ids(blocks, drawings)]
    pictures = raster([drawings[name] for name in wanted])
    drawn = {name: Drawn(drawings[name], data) for name, data in zip(wanted, pictures, strict=True)}
    book = Book(report)
    return package(book, document(book, drawn), moment)
