"""What an audit found, as text, as JSON and as a marked report in HTML.

Scope: values to characters. The JSON keeps the contract of ``docs/how-to/audit.md``; text and HTML say the same.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from mtm.audit.documents.piece import Document, Place
from mtm.audit.findings import AuditResult, Found
from mtm.audit.telling.marked import marked
from mtm.kit.intervals import Interval

AROUND, LEAST_AROUND = 30, 8  # characters of context

__all__ = ["to_html", "to_json", "to_text"]


def to_json(result: AuditResult) -> str:
    """The findings as JSON; numbers are decimal numbers, keys keep their order."""
    value = {
        "document": _document(result),
        "coverage": {
            "claims": result.coverage.claims,
            "checked": result.coverage.checked,
            "unchecked": dict(result.coverage.unchecked),
            **({} if result.compared is None else {"compared_with_matrix": result.compared}),
        },
        "findings": [_finding(result, found) for found in result.findings],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _document(result: AuditResult) -> dict[str, Any]:
    first = result.documents[0]
    value: dict[str, Any] = {"name": first.name, "format": first.format, "language": result.languages[0]}
    value["pages" if first.unit == "page" else "lines"] = len(first.texts)
    if len(result.documents) > 1:
        value["files"] = [
            {"name": d.name, "format": d.format, "language": language}
            for d, language in zip(result.documents, result.languages, strict=True)
        ]
    value["tests"] = result.tests
    value["not_audited"] = list(result.problems)
    if first.format == "docx":
        value["text"] = first.texts  # a Word file has no lines of its own: these are the ones that places count
    return value


def _finding(result: AuditResult, found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "class": found.kind,
        "rule": found.rule,
        "severity": found.severity,
        "places": [_place(result, p) for p in found.places],
        "printed": found.printed,
        "expected": found.expected,
        "interval": _interval(found.interval),
        "formula": found.formula,
        "operands": [_place(result, p) for p in found.operands],
        "mechanism": found.mechanism,
        "repair": found.repair,
        "confidence": _number(found.confidence),
        "message": found.message,
    }


def _place(result: AuditResult, place: Place) -> dict[str, Any]:
    document = result.documents[place.file]
    value: dict[str, Any] = {document.unit: place.where, "start": place.start, "end": place.end, "text": place.text}
    if len(result.documents) > 1:
        value = {"file": document.name, **value}
    return value


def _interval(interval: Interval | None) -> list[int | float] | None:
    if interval is None:
        return None
    return [_number(interval.low), _number(interval.high)]


def _number(value: Decimal) -> int | float:
    """JSON knows no decimals: whole numbers stay whole, others keep four places."""
    rounded = value.quantize(Decimal("0.0001"), ROUND_HALF_UP) if abs(value) < 10**20 else value
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def to_text(result: AuditResult) -> str:
    """Findings ranked by what a reader would be misled by, each in three lines; then what was and was not checked."""
    lines = [f"{', '.join(d.name for d in result.documents)}: {_summary(result)}", ""]
    for found in result.findings:
        lines += [
            f"{found.id}  {found.kind}, {found.severity}: {_where(result, found)}",
            f"      {found.message}",
            f"      {_because(found)}",
            "",
        ]
    lines.append(_coverage(result))
    lines += [f"Not audited: {problem}." for problem in result.problems]
    return "\n".join(lines) + "\n"


def _summary(result: AuditResult) -> str:
    counts = {kind: sum(f.kind == kind for f in result.findings) for kind in ("error", "likely", "editorial")}
    return f"{counts['error']} certain, {counts['likely']} likely, {counts['editorial']} editorial findings"


def _where(result: AuditResult, found: Found) -> str:
    many = len(result.documents) > 1
    parts = []
    for place in found.places[:6]:
        document = result.documents[place.file]
        name = f"{document.name}, " if many else ""
        parts.append(f'{name}{document.unit} {place.where} "{_plain(place.text)}"')
    more = f" and {len(found.places) - 6} more" if len(found.places) > 6 else ""
    return "; ".join(parts) + more + _context(result, found.places[0]) if found.places else ""


def _context(result: AuditResult, place: Place) -> str:
    """The words around the first place, by which a reader finds it; nothing where its line holds hardly more."""
    document = result.documents[place.file]
    text = document.texts[place.where - 1] if 0 < place.where <= len(document.texts) else ""
    start, end = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    words = _plain(" ".join(text[start:end].split()))
    if len(words) < len(place.text) + LEAST_AROUND:
        return ""
    return f', in "{"…" if start else ""}{words}{"…" if end < len(text) else ""}"'


def _because(found: Found) -> str:
    parts = [f"probably {found.repair}" if found.repair else "", f"rule {found.rule}"]
    if found.mechanism and found.mechanism != "open":
        parts.append(f"mechanism {found.mechanism}")
    parts.append(f"confidence {found.confidence}")
    return ", ".join(part for part in parts if part)


def _coverage(result: AuditResult) -> str:
    coverage = result.coverage
    reasons = "; ".join(f"{n} {reason}" for reason, n in coverage.unchecked.items())
    text = f"{coverage.claims} claims found, {coverage.checked} checked by {result.tests} tests"
    return (f"{text}; not checked: {reasons}." if reasons else f"{text}.") + _compared(result.compared)


def _compared(compared: int | None) -> str:
    """What was held beside the matrix; silence there is no agreement."""
    if compared is None:
        return ""
    if not compared:
        return " No list or column of the report repeats a series of the matrix: nothing was compared with it."
    return f" {compared} numbers were compared with the matrix."


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def to_html(result: AuditResult) -> str:
    """The report with findings marked in place, beside the arithmetic."""
    return marked(result, _summary(result), _coverage(result))


def document_name(document: Document) -> str:
    return document.name
