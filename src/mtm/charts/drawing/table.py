"""The data behind a chart as a CSV file: one line per point, values unrounded and without any styling."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from mtm.charts.drawing.runs import runs
from mtm.model.blocks import Chart, Strip

HEADER = ("series", "label", "code", "period", "value", "unit", "status", "gap", "figure")


def table(chart: Chart) -> bytes:
    """UTF-8 with a byte order mark for spreadsheets, lines end in CR LF (RFC 4180), minus is a hyphen."""
    return _csv(HEADER, _lines(chart))


def strip_table(strip: Strip) -> bytes:
    """The same for the reference-period strip: section, printed period, code."""
    lines = (("".join(run.text for run in runs(title)), period.text, period.code) for title, period in strip.rows)
    return _csv(("section", "period", "code"), (tuple(map(_text, line)) for line in lines))


def _csv(header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _lines(chart: Chart) -> Iterator[tuple[str, ...]]:
    for series in chart.series:
        for point in series.points:
            figure = point.figure
            period = figure.period.code if figure.period else ""
            value = "" if figure.value is None else f"{figure.value:f}"
            names = (_text(series.name), _text(point.label), _text(point.code))
            yield (*names, period, value, figure.unit, figure.status, figure.gap, figure.id)


def _text(label: str) -> str:
    """A label that a spreadsheet would run as a formula gets an apostrophe in front, which keeps it text."""
    return f"'{label}" if label.startswith(("=", "+", "-", "@", "\t", "\r")) else label
