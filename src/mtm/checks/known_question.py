"""Open questions that the team keeps: shown with the value they are about, until the source sends another one."""

from __future__ import annotations

from collections.abc import Iterator

from mtm.checks.context import CheckContext
from mtm.checks.looking import label, places, plain
from mtm.model.finding import Finding, Severity
from mtm.model.observation import TOTAL, Observation
from mtm.model.reference import Question


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each open question about this report's data; a note where the value in doubt has changed."""
    for question in context.questions:
        asked = [o for o in context.relevant if question.open and question.about(o)]
        doubted = [o for o in asked if question.holds(o)]
        if doubted:
            yield _finding("known_question", Severity.QUESTION, question, doubted)
        elif asked:
            yield _finding("known_question_settled", Severity.NOTE, question, asked)


def _finding(rule: str, severity: str, question: Question, rows: list[Observation]) -> Finding:
    rows = sorted(rows, key=lambda o: o.counterpart_area != TOTAL)
    first = rows[0]
    return Finding.make(
        rule,
        severity,
        *places(rows),
        source=first.origin.source,
        indicator=first.indicator,
        period=first.time_period.code,
        area=label(first) if len(rows) == 1 else "",
        question=question.id,
        text=dict(question.text).get("en") or next((text for _, text in question.text), ""),
        raw=question.raw,
        now=first.origin.raw,
        low=plain(question.low),
        high=plain(question.high),
        kept=question.place,
    )
