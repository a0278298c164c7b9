"""The machine-readable side of a release: observations as CSV, findings and the register of figures as JSON.

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
from mtm.model.finding import Finding
from mtm.model.observation import Observation

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


def dump(content: object) -> bytes:
    """Any JSON of a release, such as the register of figures, as UTF-8 that people can read and compare by line."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def findings(found: Iterable[Finding], sentences: Mapping[str, Callable[[Finding], Sentence]]) -> bytes:
    """Findings as a JSON list, the gravest first, with their sentences in every language given."""
    return dump([_finding(finding, sentences) for finding in sorted(found, key=lambda f: f.sort_key)])


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
