"""What an intake tells: findings without a single answer in them, and the counts that stand in intake.json.

Scope: names of questions, counts, columns and rows. Values are never printed: they may be personal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from mtm.model.finding import Finding, Severity
from mtm.surveys.form import Form
from mtm.surveys.intake.answers import Tally
from mtm.surveys.intake.export import Table
from mtm.surveys.intake.headers import Columns
from mtm.surveys.intake.interviews import Met, Setting

SHOWN = 20


def column_findings(table: Table, columns: Columns, questions: Iterable[str]) -> Iterator[Finding]:
    """Columns that no question claims, and questions without a column."""
    place = table.place()
    if columns.unknown:
        named = _few(_header(table, columns, at) for at in columns.unknown)
        params = {"count": len(columns.unknown), "columns": named}
        yield Finding.make("survey_columns_unknown", Severity.WARNING, place, **_texts(params))
    missing = [name for name in questions if name not in columns.questions]
    if missing:
        params = {"count": len(missing), "questions": _few(missing)}
        yield Finding.make("survey_columns_missing", Severity.WARNING, place, **_texts(params))
    for at in columns.shared:
        yield Finding.make("survey_label_shared", Severity.NOTE, table.place(at))


def _header(table: Table, columns: Columns, at: int) -> str:
    """An unknown header, printed only where most headers are known: else the first row may hold answers."""
    known = len(columns.questions) + sum(len(places) for places in columns.server.values())
    return table.headers[at][:60] if known > len(columns.unknown) else f"column {at + 1}"


def aside_findings(table: Table) -> Iterator[Finding]:
    """Rows that could not be read."""
    if table.aside.count:
        lines = _few(str(line) for line in table.aside.lines)
        params = _texts({"count": table.aside.count, "lines": lines})
        yield Finding.make("survey_rows_aside", Severity.WARNING, table.place(), **params)


def interview_findings(table: Table, met: Met, setting: Setting) -> Iterator[Finding]:
    """Duplicates, missing ids, missing consent, unknown versions."""
    place = table.place()
    if met.duplicates:
        params = _texts({"count": len(met.duplicates), "rows": _few(str(row) for row in met.duplicates)})
        yield Finding.make("survey_same_id", Severity.WARNING, place, **params)
    if met.numbered:
        yield Finding.make("survey_no_id", Severity.NOTE, place, count=str(met.numbered))
    if met.no_consent_column:
        yield Finding.make("survey_no_consent_column", Severity.WARNING, place)
    unknown = {v: n for v, n in met.by_version.items() if v and v not in setting.absent}
    several = len(setting.absent) > 1 or len([v for v in met.by_version if v]) > 1
    if unknown and several:  # one form and one version belong together, whatever the server calls it
        params = _texts({"count": sum(unknown.values()), "versions": _few(sorted(unknown))})
        yield Finding.make("survey_version_unknown", Severity.WARNING, place, **params)


def answer_findings(table: Table, tally: Tally, unknown: dict[str, str]) -> Iterator[Finding]:
    """Unreadable answers, answers outside the form's logic, conditions that cannot be evaluated."""
    for name, count in sorted(tally.unreadable.items()):
        if count:
            params = _texts({"question": name, "count": count})
            yield Finding.make("survey_unreadable", Severity.WARNING, table.place(), **params)
    outside = {name: count for name, count in tally.outside.items() if count}
    if outside:
        params = _texts({"count": sum(outside.values()), "questions": _few(sorted(outside))})
        yield Finding.make("survey_outside_logic", Severity.WARNING, table.place(), **params)
    for name, why in sorted(unknown.items()):
        params = {"question": name, "why": why}
        yield Finding.make("survey_condition_unknown", Severity.NOTE, table.place(), **params)


def account(form: Form, met: Met, rows: dict[str, int], findings: Iterable[Finding]) -> dict[str, Any]:
    """The counts of an intake, for intake.json."""
    return {
        "form": {"id": form.id, "version": form.version},
        "tables": rows,
        "outcomes": _sorted(met.outcomes),
        "versions": _sorted(met.by_version),
        "duplicates": len(met.duplicates),
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "places": [str(place) for place in finding.places],
                "params": dict(finding.params),
            }
            for finding in findings
        ],
    }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {str(name): count for name, count in sorted(counts.items()) if count}


def _texts(params: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items()}


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:SHOWN]) + (", …" if len(listed) > SHOWN else "")
