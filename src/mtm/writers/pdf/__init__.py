"""The report as a tagged PDF: A4, fonts embedded, figures linked to the register, PDF/UA-1.

Scope: one report in one language to the bytes of a PDF file. The template (``*.typ``) holds the design; texts reach it
as data, never as markup. Fonts of the machine are not used, so the same report gives the same bytes everywhere.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from mtm.model.blocks import Report
from mtm.model.errors import MtmError
from mtm.writers.links import Links
from mtm.writers.pdf import container, rowheads
from mtm.writers.pdf.values import Values
from mtm.writers.pictures import Drawings

_HERE = Path(__file__).parent
_FONTS = _HERE.parent.parent / "fonts"


def write(report: Report, drawings: Drawings, epoch: int | None = None) -> bytes:
    """The report as the bytes of a PDF file.

    ``drawings`` are the drawn charts, strips and trends by id. ``epoch`` (seconds since 1970) dates the document;
    without it the file carries no date.
    """
    import typst

    values = Values(report, drawings, Links.of(report)).document()
    inputs = {"report": json.dumps(values, ensure_ascii=False)}
    if epoch is not None:
        inputs["date"] = json.dumps(_date(epoch))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
    try:
        compiler = typst.Compiler(_HERE / "main.typ", root=_HERE, font_paths=fonts, ignore_system_fonts=True)
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)
    except typst.TypstError as error:
        raise MtmError("The PDF could not be typeset", where="report.pdf", value=error.message) from error
    objects, trailer = container.read(cast(bytes, made))
    return container.write(rowheads.mark(objects), trailer)


def _date(epoch: int) -> dict[str, int]:
    moment = datetime.fromtimestamp(epoch, UTC)
    return {"year": moment.year, "month": moment.month, "day": moment.day}
