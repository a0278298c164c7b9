"""The machine-readable side of a release: observations as CSV, figures and findings as JSON.

Scope: values as they are, unrounded, numbers with a hyphen-minus and a decimal point whatever the language.

A text in a CSV that a spreadsheet program would run as a formula gets an apostrophe in front. The rule can be undone
without loss: a text that begins with an apostrophe of its own gets a second one, so a reader takes one away, always
(``unguarded``). Plain negative numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from mtm.kit.messages import Sentence
from mtm.model.blocks import RegisterEntry
from mtm.model.errors import MtmError
from mtm.model.figure import Doubt, Figure
from mtm.model.finding import Finding
from mtm.model.observation import Observation, Origin

KEYS = ("INDICATOR", "TIME_PERIOD", "REF_AREA", "COUNTERPART_AREA")
VALUES = ("OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "DECIMALS", "VINTAGE")
CELLS = ("SOURCE", "FILE", "SHA256", "SHEET", "CELL", "RAW", "LABEL", "ATTRIBUTES")

_RUNS = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n']")  # the full-width signs run in some programs too
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Json = dict[str, object]


def observations(known: Iterable[Observation]) -> bytes:
    """All observations, one per line, in the order given: UTF-8, RFC 4180, columns named as in SDMX.

    Each breakdown has a column of its own (``AGE``, ``SEX``), empty where an observation is not broken down by it.
    An empty OBS_VALUE is no value, and OBS_STATUS says why. ATTRIBUTES is a JSON object or empty.
    """
    kept = list(known)
    dimensions = sorted({name for observation in kept for name, _ in observation.breakdown})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*KEYS, *map(_column, dimensions), *VALUES, *CELLS])
    writer.writerows(_line(observation, dimensions) for observation in kept)
    return out.getvalue().encode()


def guarded(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text.removeprefix("'")


def figures(registers: Mapping[str, Sequence[RegisterEntry]]) -> bytes:
    """One register of figures for all languages, as a JSON list; ``registers`` hold each language's entries.

    Figures that are only operands of printed ones follow, without texts. Raises MtmError when two languages print
    different values under one id.
    """
    known: dict[str, Figure] = {}
    texts: dict[str, dict[str, str]] = {}
    numbers: dict[str, str] = {}
    for language, entries in registers.items():
        for entry in entries:
            _keep(known, entry.figure)
            texts.setdefault(entry.figure.id, {})[language] = entry.text
            numbers.setdefault(entry.figure.id, entry.number)
    for figure in list(known.values()):
        _keep_operands(known, figure)
    return _json([_figure(figure, texts.get(name, {}), numbers.get(name, "")) for name, figure in known.items()])


def findings(found: Iterable[Finding], sentences: Mapping[str, Callable[[Finding], Sentence]]) -> bytes:
    """Findings as a JSON list, the gravest first, with their sentences in every language given."""
    return _json([_finding(finding, sentences) for finding in sorted(found, key=lambda f: f.sort_key)])


def _column(dimension: str) -> str:
    name = dimension.upper()
    return f"BY_{name}" if name in (*KEYS, *VALUES, *CELLS) else name


def _line(o: Observation, dimensions: Sequence[str]) -> list[str]:
    breakdown = dict(o.breakdown)
    attributes = json.dumps(dict(o.attributes), ensure_ascii=False) if o.attributes else ""
    cells = (
        o.origin.source,
        o.origin.file,
        o.origin.sha256,
        o.origin.sheet,
        o.origin.cell,
        o.origin.raw,
        o.origin.label,
    )
    line = [o.indicator, o.time_period.code, o.ref_area, o.counterpart_area]
    line += [breakdown.get(dimension, "") for dimension in dimensions]
    line += [_number(o.value), o.unit_measure, o.obs_status, str(o.decimals), o.vintage.isoformat()]
    return [guarded(text) for text in (*line, *cells, attributes)]


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _keep(known: dict[str, Figure], figure: Figure) -> None:
    if known.setdefault(figure.id, figure) != figure:
        raise MtmError(
            "One figure has two values or derivations",
            where=figure.section,
            value=figure.id,
            remedy="A figure id stands for one figure in every language; look for two definitions of it.",
        )


def _keep_operands(known: dict[str, Figure], figure: Figure) -> None:
    for operand in (*figure.operands, *((figure.base,) if figure.base else ())):
        if isinstance(operand, Figure):
            if operand.id in known:
                continue
            if operand.id:
                _keep(known, operand)
            _keep_operands(known, operand)


def _figure(figure: Figure, texts: Mapping[str, str], number: str) -> Json:
    """The entry of the issue's form first, then whatever else is known of this figure and not empty."""
    entry: Json = {
        "id": figure.id,
        "section": figure.section,
        "text": dict(texts),
        "value": None if figure.value is None else _number(figure.value),
        "unit": figure.unit,
        "period": figure.period.code if figure.period else None,
        "status": figure.status,
        "formula": figure.formula,
        "operands": [_operand(operand) for operand in figure.operands],
        "sources": [_source(origin) for origin in figure.origins],
        "kind": figure.kind,
        "decimals": figure.decimals,
    }
    more: Json = {
        "number": number,
        "base": figure.base.id if figure.base else "",
        "area": figure.area,
        "gap": figure.gap,
        "missing": dict(figure.missing),
        "doubts": [_doubt(doubt) for doubt in figure.doubts],
        "published_by": figure.published_by,
        "compared_with": figure.compared_with.code if figure.compared_with else "",
    }
    return entry | {key: value for key, value in more.items() if value}


def _operand(operand: Figure | Observation) -> str | Json:
    """A figure by its id, an observation by its own; an unnamed step of a computation is spelled out in place."""
    if isinstance(operand, Observation):
        return {"observation": operand.id}
    if operand.id:
        return operand.id
    if operand.kind == "select" and len(operand.operands) == 1:
        return _operand(operand.operands[0])
    step: Json = {"kind": operand.kind, "formula": operand.formula, "value": _number(operand.value) or None}
    step["operands"] = [_operand(inner) for inner in operand.operands]
    return step | ({"gap": operand.gap} if operand.gap else {})


def _doubt(doubt: Doubt) -> Json:
    seen = [{"observation": operand.id} for operand in doubt.operands]
    return {"reason": doubt.reason, "params": dict(doubt.params), "operands": seen}


def _source(origin: Origin) -> Json:
    parts = ("source", "file", "sha256", "sheet", "cell", "raw")
    return {part: getattr(origin, part) for part in parts}


def _finding(finding: Finding, sentences: Mapping[str, Callable[[Finding], Sentence]]) -> Json:
    said = {language: make(finding) for language, make in sentences.items()}
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "source": finding.source,
        "indicator": finding.indicator,
        "period": finding.period,
        "message": {language: sentence.message for language, sentence in said.items()},
        "remedy": {language: sentence.remedy for language, sentence in said.items()},
        "places": [{"file": p.file, "sheet": p.sheet, "cell": p.cell, "value": p.value} for p in finding.places],
        "params": dict(finding.params),
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
