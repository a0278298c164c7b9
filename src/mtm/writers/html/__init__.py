"""The report as one HTML page that needs nothing else: no scripts, no files beside it, no network.

Scope: one report in one language to the bytes of a page. A number opens its derivation, works on a telephone, with a
keyboard and with a screen reader, and prints. The templates escape every text.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mtm import fonts
from mtm.model.blocks import Block, Heading, Report
from mtm.writers.chart_table import chart_table
from mtm.writers.html import tables
from mtm.writers.html.spans import Writer, clean
from mtm.writers.links import Links, Steps
from mtm.writers.pictures import Drawings, trend
from mtm.writers.text import label, plain

_COLOURS = re.compile(r' (?:fill|stroke)="#[0-9A-Fa-f]{6}"| xmlns="[^"]*"| font-family="[^"]*"')
_HERE = Path(__file__).parent


def write(report: Report, drawings: Drawings) -> bytes:
    """The report as the bytes of an HTML page; ``drawings`` are the drawn charts, strips and trends by id."""
    writer = Writer(Links.of(report))
    page = (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            drawings=drawings,
            contents=list(_contents(report)),
            spans=writer.spans,
            cells=writer.cells,
            unlinked=writer.unlinked,
            anchor=writer.anchor,
            met=writer.met,
            steps=Steps(),
            label=lambda key: label(report, key),
            data_of=lambda chart: chart_table(chart, lambda key: label(report, key)),
            trend=lambda tile: trend(drawings, tile),
            style=_style() + _on_every_page(report),
            simulated=dict(report.labels).get("simulated", ""),
        )
    )
    return str(page).encode()


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"plain": plain, "clean": clean, "drawn": _drawn}
    made.globals |= {"headings": tables.headings, "bodies": tables.bodies, "kind_of": _kind_of}
    return made


def _kind_of(block: Block) -> str:
    """The name of a block's kind in the templates: "notebox", "table"."""
    return type(block).__name__.lower()


def _drawn(svg: str) -> Any:
    """A drawing goes into the page as markup: the charts room has escaped its texts.

    Its colours are left out, because the style sheet gives them by class for light and for dark screens.
    """
    from markupsafe import Markup

    return Markup(_COLOURS.sub("", svg))  # noqa: S704


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents with the lines beneath it."""

    heading: Heading
    parts: list[Heading]


def _contents(report: Report) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for block in (block for section in report.sections for block in section.blocks):
        if isinstance(block, Heading) and block.level == 1:
            if entry:
                yield entry
            entry = _Entry(block, [])
        elif isinstance(block, Heading) and block.level == 2 and entry:
            entry.parts.append(block)
    if entry:
        yield entry


def _on_every_page(report: Report) -> Any:
    """Style that prints on top of each page that a report is simulated; nothing for any other report."""
    from markupsafe import Markup

    said = dict(report.labels).get("simulated", "")
    text = "".join(c if c.isalnum() or c in " .,:" else f"\\{ord(c):x} " for c in said)
    rule = f'\n@page {{ @top-left {{ content: "{text}"; font-size: 8pt; }} }}'
    return Markup(rule if said else "")  # noqa: S704 - letters and escaped signs only


@cache
def _style() -> Any:
    """The style sheet with the fonts inside it."""
    from markupsafe import Markup

    faces = [
        f"@font-face{{font-family:'{fonts.FAMILY}';font-weight:{weight};font-display:swap;"
        f"src:url(data:font/woff2;base64,{b64encode(face).decode()}) format('woff2')}}"
        for weight, face in zip((400, 700), fonts.web_faces(), strict=True)
    ]
    sheet = (_HERE / "report.css").read_text(encoding="utf-8")
    return Markup("\n".join([*faces, sheet]))  # noqa: S704
