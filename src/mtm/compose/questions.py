"""Open questions in the report: those the team keeps, as boxes beside the figures, and the findings for each agency.

Scope: printing. A finding's sentence comes from the locale; its numbers are quoted facts from the cell that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mtm.compose.desk import Desk
from mtm.compose.engine import Source
from mtm.compose.spool import clean, has_digits
from mtm.kit.messages import templates
from mtm.model.blocks import Block, ListBlock, NoteBox, Paragraph, Quoted, Reference, Span, Spans, Words
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Observation
from mtm.model.reference import Question

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"[+\-−]?\d+(?:\.\d+)?")
_SHOWN = (Severity.BLOCKING, Severity.QUESTION, Severity.WARNING)


def boxes(desk: Desk, indicators: Iterable[str]) -> tuple[NoteBox, ...]:
    """A box for every open question about a value that stands in the matrix under one of these indicators."""
    wanted = frozenset(indicators)
    asked = [(q, o) for q in desk.given.questions if q.open and (o := _value(desk, q, wanted)) is not None]
    return tuple(_box(desk, question, observation) for question, observation in asked)


def about(desk: Desk, figure: Figure) -> tuple[Question, ...]:
    """The open questions about the one observation that a figure prints; none for computed figures."""
    if figure.kind not in ("select", "published") or len(figure.operands) != 1:
        return ()
    observation = figure.operands[0]
    if not isinstance(observation, Observation):
        return ()
    asked = (q for q in desk.given.questions if q.open and q.raw and q.about(observation))
    return tuple(q for q in asked if q.raw == observation.origin.raw)


def agencies(desk: Desk) -> tuple[Block, ...]:
    """The open findings by agency: what is unsettled and what was asked; findings of no agency come last."""
    shown = [f for f in desk.given.findings if f.severity in _SHOWN]
    by_source: dict[str, list[Finding]] = {}
    for finding in sorted(shown, key=lambda f: (f.source == "", f.source, f.sort_key)):
        by_source.setdefault(finding.source, []).append(finding)
    blocks: list[Block] = []
    for source, findings in by_source.items():
        name = desk.source_name(source) if source else desk.phrase("no_agency")
        blocks.append(Paragraph(desk.spans(f"**{name}**")))
        blocks.append(ListBlock(tuple(dict.fromkeys(finding_spans(desk, f) for f in findings))))
    return tuple(blocks)


def finding_spans(desk: Desk, finding: Finding) -> Spans:
    """A finding's sentence in the report's language, its numbers as quoted facts and its files as references."""
    template = templates(desk.language.code).get(finding.rule) or templates("en").get(finding.rule) or {}
    text = f"{template.get('message', finding.rule)} {template.get('remedy', '')}".strip()
    values = _values(finding)
    parts: list[str] = []
    position = 0
    for match in _FIELD.finditer(text):
        parts.append(desk.words(text[position : match.start()]))
        parts.append(_printed(desk, match[1], values.get(match[1], ""), finding))
        position = match.end()
    parts.append(desk.words(text[position:]))
    return desk.spans("".join(parts))


def _values(finding: Finding) -> dict[str, str]:
    place = finding.places[0] if finding.places else None
    known = {
        "source": finding.source,
        "indicator": finding.indicator,
        "period": finding.period,
        "place": "; ".join(str(p) for p in finding.places),
    }
    if place:
        known |= {"file": place.file, "sheet": place.sheet, "cell": place.cell, "value": place.value}
    return known | dict(finding.params)


def _printed(desk: Desk, name: str, text: str, finding: Finding) -> str:
    if name == "source" and text:
        return desk.source_name(text)
    if name == "indicator" and text:
        return desk.words(desk.given.names.indicator(text))
    if name in ("place", "file", "sheet", "cell"):
        return desk.words(text)
    return "".join(desk.spool.put(span) for span in _quoted(text, finding))


def _quoted(text: str, finding: Finding) -> Iterator[Span]:
    """Words between numbers stay words; numbers are quoted from the finding's place."""
    source = clean(str(finding.places[0])) if finding.places else finding.source or finding.rule
    position = 0
    cleaned = clean(text)
    for match in _NUMBER.finditer(cleaned):
        if match.start() > position:
            yield _wordy(cleaned[position : match.start()])
        yield Quoted(match[0], source)
        position = match.end()
    if position < len(cleaned):
        yield _wordy(cleaned[position:])


def _wordy(text: str) -> Span:
    return Reference(text) if has_digits(text) else Words(text)


def _value(desk: Desk, question: Question, indicators: frozenset[str]) -> Observation | None:
    found = (o for o in desk.given.matrix.current if o.indicator in indicators and question.about(o))
    return next((o for o in found if question.raw in ("", o.origin.raw)), None)


def _box(desk: Desk, question: Question, observation: Observation) -> NoteBox:
    texts = dict(question.text)
    text = texts.get(desk.language.code) or texts.get("en") or ""
    agency = desk.source_name(question.source, "text")
    said = (
        desk.say(
            Source(text, question.place or "questions.yml"),
            value=desk.quoted(observation.origin.raw, observation.origin.place),
        )
        if text
        else ""
    )
    return NoteBox("question", desk.spans(desk.phrase("question", "title", agency=agency)), (desk.spans(said),))
