"""The report as a tagged PDF: A4, fonts embedded, figures linked to the register, PDF/UA-1.

Scope: one report in one language to the bytes of a PDF file. The template (``*.typ``) holds the design; texts reach it
as data, never as markup. Fonts of the machine are not used, so the same report gives the same bytes everywhere.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from mtm.model.blocks import Report
from mtm.writers.links import Links
from mtm.writers.pdf import container, rowheads
from mtm.writers.pdf.typesetter import typeset, typeset_apart
from mtm.writers.pdf.values import Values
from mtm.writers.pictures import Drawings


def write(report: Report, drawings: Drawings, epoch: int | None = None, *, apart: bool = False) -> bytes:
    """The report as the bytes of a PDF file.

    ``drawings`` are the drawn charts, strips and trends by id. ``epoch`` (seconds since 1970) dates the document;
    without it the file carries no date. ``apart`` typesets in a process of its own, which frees its memory.
    """
    values = Values(report, drawings, Links.of(report)).document()
    setter = typeset_apart if apart else typeset
    made = setter(json.dumps(values, ensure_ascii=False), json.dumps(_date(epoch)) if epoch is not None else "")
    objects, trailer = container.read(made)
    return container.write(rowheads.mark(objects), trailer)


def _date(epoch: int) -> dict[str, int]:
    moment = datetime.fromtimestamp(epoch, UTC)
    return {"year": moment.year, "month": moment.month, "day": moment.day}
