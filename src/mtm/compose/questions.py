"""Open questions in the report: those the team keeps, as boxes beside the figures, and the findings for each agency.

Scope: printing. A finding's sentence comes from the locale; its numbers are quoted facts from the cell that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from mtm.compose.desk import Desk
from mtm.compose.labels import label
from mtm.compose.spool import clean, plain
from mtm.kit.formats import Formats
from mtm.kit.messages import ID, NUMBER, templates, without_sheet
from mtm.kit.places import address, placed
from mtm.model.blocks import Block, ListBlock, NoteBox, Paragraph, Quoted, Reference, Span, Spans
from mtm.model.figure import Figure
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Observation
from mtm.model.period import Period
from mtm.model.reference import Question

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_NUMBER = re.compile(r"[+\-−]?\d+(?:\.\d+)?")
KEPT = "known_question"
"""Rules that repeat a question which the team keeps itself."""
_PERIODS = ("period", "report", "since", "until", "compared", "due", "latest", "received", "before", "vintage")
_SOURCES = ("source", "sources", "other")
_SHOWN = (Severity.BLOCKING, Severity.QUESTION, Severity.WARNING)


def boxes(desk: Desk, indicators: Iterable[str]) -> tuple[NoteBox, ...]:
    """A box for every open question of the team about these indicators, then one per agency for what the checks ask."""
    wanted = frozenset(indicators)
    asked = [(q, o) for q in desk.given.questions if q.open and (o := _value(desk, q, wanted)) is not None]
    kept = [_box(desk, question, observation) for question, observation in asked]
    return (*kept, *_checked(desk, wanted))


def _checked(desk: Desk, indicators: frozenset[str]) -> Iterator[NoteBox]:
    """The findings that ask an agency about these indicators; the team's own questions have their box already."""
    by_source: dict[str, list[Spans]] = {}
    kept = {(q.source, q.indicator) for q in desk.given.questions if q.open and not q.raw}
    for finding in desk.given.findings:
        asks = finding.severity in (Severity.BLOCKING, Severity.QUESTION) and finding.indicator in indicators
        repeats = finding.rule.startswith(KEPT) or (finding.source, finding.indicator) in kept
        if asks and not repeats:
            by_source.setdefault(finding.source, []).append(finding_spans(desk, finding, remedy=False))
    for source, found in by_source.items():
        agency = desk.agencies([source]) if source else desk.phrase("no_agency")
        title = desk.spans(desk.phrase("question", "checked", agency=agency))
        yield NoteBox("question", title, tuple(dict.fromkeys(found)))


def about(desk: Desk, figure: Figure) -> tuple[Question, ...]:
    """The open questions about the one observation that a figure prints; none for computed figures."""
    if figure.kind not in ("select", "published") or len(figure.operands) != 1:
        return ()
    observation = figure.operands[0]
    if not isinstance(observation, Observation):
        return ()
    asked = (q for q in desk.given.questions if q.open and q.raw and q.about(observation))
    return tuple(q for q in asked if q.holds(observation))


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


def finding_spans(desk: Desk, finding: Finding, *, remedy: bool = True) -> Spans:
    """A finding's sentence in the report's language, its numbers as quoted facts and its files as references."""
    template = desk.language.findings.get(finding.rule) or templates("en").get(finding.rule) or {}
    text = str(template.get("message", finding.rule))
    text += f" {template.get('remedy', '')}" if remedy else ""
    values = _values(finding, desk.language.formats)
    text = text if values.get("sheet") else without_sheet(text)
    parts: list[str] = []
    position = 0
    for match in _FIELD.finditer(text):
        parts.append(desk.words(text[position : match.start()]))
        form = "" if match[2] in (None, NUMBER) else match[2]
        parts.append(_printed(desk, match[1], values.get(match[1], ""), finding, form))
        position = match.end()
    parts.append(desk.words(text[position:].rstrip()))
    return capitalised(desk.spans("".join(parts)))


def capitalised(found: Spans) -> Spans:
    """The same sentence beginning with a capital letter."""
    if not found or isinstance(found[0], Reference):
        return found
    return (replace(found[0], text=found[0].text[:1].upper() + found[0].text[1:]), *found[1:])


def _values(finding: Finding, known: Formats) -> dict[str, str]:
    place = finding.places[0] if finding.places else None
    values = {
        "source": finding.source,
        "indicator": finding.indicator,
        "period": finding.period,
        "place": "; ".join(placed(p, known) for p in finding.places),
    }
    if place:
        values |= {"file": place.file, "sheet": place.sheet, "cell": address(place.cell, known), "value": place.value}
    values |= dict(finding.params)
    return values | {name: address(values[name], known) for name in ("kept",) if name in values}


def _printed(desk: Desk, name: str, text: str, finding: Finding, form: str = "") -> str:
    """A parameter by what it is: a place, a number, a period, codes with names, a figure, or words.

    ``form`` is the form that the sentence asks of a name or a period: {source:genitive}, {period:in}.
    """
    first = finding.places[0] if finding.places else None
    place = placed(first, desk.language.formats) if first else finding.source or finding.rule
    if form == ID or name in ("place", "file", "sheet", "cell", "kept", "delivery"):
        return desk.words(text)
    if name in _PERIODS and (period := _period(text)) is not None:
        return desk.period(period, form or "text")
    if _NUMBER.fullmatch(text):
        return desk.quoted(_formatted(desk, text), place)
    if name == "section" and text in desk.given.folders:
        return "".join(desk.spool.put(span) for span in titled(desk, text))
    if name in _SOURCES:
        return desk.list([desk.source_name(part, form or "text") for part in text.split(", ")])
    if text in desk.given.figures or name == "figure":
        return _figure(desk, text)
    parts = [_coded(desk, part, form or "plain") for part in text.split(", ")]
    if any(parts):
        return desk.list([part or desk.words(given) for part, given in zip(parts, text.split(", "), strict=True)])
    return "".join(desk.spool.put(span) for span in _quoted(text, place))


def titled(desk: Desk, section: str) -> Spans:
    """The title of a section in its own words, or its id."""
    source = desk.entry(section, "title")
    return desk.spans(desk.say(source)) if source else desk.spans(desk.words(section))


def _formatted(desk: Desk, text: str) -> str:
    value = Decimal(text.replace("−", "-"))
    decimals = max(0, -int(value.as_tuple().exponent))
    return desk.language.formats.number(value, decimals, signed=text.startswith("+"))


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except (ValueError, TypeError):
        return None


def _figure(desk: Desk, id: str) -> str:
    """What a figure measures, for a figure's id; the id itself where no figure has it."""
    for name, entry in desk.given.figures.items():
        members = [entry] if isinstance(entry, Figure) else entry.values() if id.startswith(name) else ()
        for figure in members:
            if figure.id == id:
                return label(desk, figure)
    return desk.words(id)


def _coded(desk: Desk, text: str, form: str) -> str | None:
    """The name of a code of an area, a source or an indicator; None for a text that is no code."""
    own = desk.language.get("codes").get(text)
    if own is not None:
        return desk.fixed(str(own))
    if text.endswith("/_O"):
        return desk.area(text, form)
    names = desk.given.names
    for named in (names.area, names.source, names.indicator):
        if named(text) != text:
            return desk.words(named(text, form))
    return None


def _quoted(text: str, source: str) -> Iterator[Span]:
    """Words stay words, numbers are quoted from their place, and names of files with digits are references."""
    for span in plain(" ".join(text.split())):
        number = isinstance(span, Reference) and _NUMBER.fullmatch(span.text)
        yield Quoted(span.text, clean(source)) if number else span


def _value(desk: Desk, question: Question, indicators: frozenset[str]) -> Observation | None:
    found = (o for o in desk.given.matrix.current if o.indicator in indicators and question.about(o))
    return next((o for o in found if question.holds(o)), None)


def _box(desk: Desk, question: Question, observation: Observation) -> NoteBox:
    """The question in the team's words; what it cites is a quoted fact from the doubted cell."""
    texts = dict(question.text)
    text = texts.get(desk.language.code) or texts.get("en") or ""
    agency = desk.agencies([question.source])
    title = desk.spans(desk.phrase("question", "title", agency=agency))
    place = placed(Place.of(observation.origin), desk.language.formats)
    return NoteBox("question", title, (tuple(_quoted(text, place)),))
