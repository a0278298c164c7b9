"""What the checks found about single interviews, as lines of a cleaning log that people decide in.

Scope: findings to lines; which decision a check would propose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtm.model.finding import Finding
from mtm.surveys.cleaning.decisions import BLANK, KEEP, REMOVE
from mtm.surveys.cleaning.printed import Printer
from mtm.surveys.states import INTERVIEWS

PROPOSED = {
    "exact_duplicates": REMOVE,
    "outliers": BLANK,
    "skip_violations": BLANK,
    "outside_plan_date": REMOVE,
    "short_interviews": REMOVE,
}
"""What is most often decided; the person decides."""

ABOUT_ANSWERS = ("outliers", "skip_violations", "skip_violations_required")
"""Rules that are about the answer to one question, not about the interview as a whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log before anybody decided."""

    check: str
    severity: str
    table: str
    row: str
    interview: str
    interviewer: str
    site: str
    question: str
    raw: str
    proposed: str
    finding: Finding


def lines(findings: Iterable[Finding], printer: Printer) -> tuple[Line, ...]:
    """A line for every finding about an interview, in the order of the log: check, interview, question."""
    found = [_line(f, printer) for f in findings if f.param("interview")]
    return tuple(sorted(found, key=lambda line: (line.check, line.table, line.row, line.question)))


def _line(finding: Finding, printer: Printer) -> Line:
    table = finding.places[0].sheet or INTERVIEWS
    row = finding.param("row")
    if row and table == INTERVIEWS:  # an interview's finding about a row of one of its repeats
        table = _table_of(finding.param("question"), printer)
    row = row or finding.param("interview")
    question = finding.param("question") if finding.rule in ABOUT_ANSWERS else ""
    return Line(
        check=finding.rule,
        severity=finding.severity,
        table=table,
        row=row,
        interview=finding.param("interview"),
        interviewer=finding.param("interviewer"),
        site=finding.param("site"),
        question=question,
        raw=printer(table, row, question),
        proposed=PROPOSED.get(finding.rule, KEEP),
        finding=finding,
    )


def _table_of(question: str, printer: Printer) -> str:
    found = printer.form.by_name.get(question)
    return found.repeat if found and found.repeat else INTERVIEWS
