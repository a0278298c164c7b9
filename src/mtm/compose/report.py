"""The report of one period in one language: reads like its table of contents.

Scope: from evaluated figures and loaded texts to blocks. The same input gives the same report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mtm.compose import declared, markdown, missing, walk
from mtm.compose.desk import Desk
from mtm.compose.engine import Source
from mtm.compose.functions import bind, refuse_taken_names
from mtm.compose.input import ReportInput
from mtm.compose.labels import label
from mtm.compose.language import Language, language
from mtm.compose.numbering import Resolver, numbered
from mtm.compose.placing import Placing
from mtm.compose.register import register
from mtm.compose.spool import has_digits
from mtm.compose.views import DateView
from mtm.model.blocks import (
    Block,
    Chart,
    Heading,
    Notes,
    PeriodSpan,
    Report,
    Section,
    Span,
    Spans,
    Table,
    Words,
)
from mtm.model.errors import MtmError
from mtm.model.figure import Figure
from mtm.model.finding import Finding
from mtm.model.observation import Observation

SIMULATED = "simulated"
"""The label that only a simulated report has; writers print it where the banner does not reach."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A report, what is wrong with its texts, every printed figure's text by its id, and what the figures that findings
    speak of are called."""

    report: Report
    findings: tuple[Finding, ...]
    printed: Mapping[str, str]
    called: Mapping[str, str]


def compose(given: ReportInput, words: Language | None = None) -> Composed:
    """The report in the language of the input; ``words`` may bring a language that does not ship with mtm.

    Errors: WorkspaceError with file and line for a mistake in a section, an outline or a text.
    """
    lang = words or language(given.language)
    specs = {id: declared.declared(folder) for id, folder in given.folders.items()}
    desks = {id: Desk(given, lang, id) for id in given.folders}
    observed = _by_observation(given)
    for id, desk in desks.items():
        desk.functions, desk.by_observation = bind(desk), observed
        desk.silent = missing.is_missing(desk, specs[id])
    placings = {id: Placing(desk, specs[id], desks, specs) for id, desk in desks.items()}
    for placing in placings.values():
        own = {**placing.functions(), **_facts(given, placing.desk)}
        refuse_taken_names(placing.desk, own)
        placing.desk.functions = {**placing.desk.functions, **own}
    sections = _sections(given, placings)
    return _composed(given, lang, desks[given.outline.front], sections, placings.values())


def _sections(given: ReportInput, placings: Mapping[str, Placing]) -> dict[str, Section]:
    """Every section; the front comes last, because it quotes the others."""
    outline = given.outline
    order = [id for id in outline.all if id != outline.front]
    found = {id: _section(placings[id]) for id in order}
    return {outline.front: _section(placings[outline.front]), **found}


def _section(placing: Placing) -> Section:
    desk, spec = placing.desk, placing.spec
    heading = Heading(spec.id, 1, _entry(desk, "title"))
    if desk.silent:
        placing.findings.append(missing.finding(desk, spec))
        return Section(spec.id, (heading, missing.box(desk, spec), *_written(placing, "{{ authored() }}", 1)))
    text = desk.given.folders[spec.id].text
    blocks = _written(placing, text.body, text.line)
    for name in ("open_questions", "authored"):
        if name not in placing.placed:
            blocks += _written(placing, f"{{{{ {name}() }}}}", 1)
    notes = tuple(note for key, note in desk.notes.keyed if key.startswith("source/"))
    return Section(spec.id, (heading, *blocks, *((Notes(notes),) if notes else ())))


def _written(placing: Placing, body: str, line: int) -> tuple[Block, ...]:
    where = placing.desk.given.folders[placing.spec.id].text.where
    try:
        text = placing.desk.say(Source(body, where, line))
        return markdown.blocks(text, placing.desk.spool, f"{placing.spec.id}-")
    except ValueError as error:
        raise MtmError(str(error), where=where) from error


def _composed(
    given: ReportInput, lang: Language, desk: Desk, sections: Mapping[str, Section], placings: Iterable[Placing]
) -> Composed:
    outline = given.outline
    opening = numbered([sections[id] for id in outline.opening], lang, "")
    main = numbered([sections[id] for id in outline.sections], lang, "number")
    closing = numbered([sections[id] for id in outline.closing], lang, "letter")
    front = numbered([sections[outline.front]], lang, "")
    resolver = Resolver.of((*front, *opening, *main, *closing), lang)
    blocks = resolver.resolve(tuple(_raised(block) for block in front[0].blocks[1:]))
    body = tuple(replace(s, blocks=resolver.resolve(s.blocks)) for s in (*opening, *main, *closing))
    report = _report(given, lang, desk, blocks, body)
    entries = register(desk, walk.figures((report.front, report.sections)), _order(given))
    report = _typeset(_labelled(replace(report, register=entries), given, lang), lang)
    _proofread(report)
    printed = {entry.figure.id: entry.text for entry in entries}
    findings = tuple(f for placing in placings for f in placing.findings)
    return Composed(report, findings, printed, _called(given, desk))


def _called(given: ReportInput, desk: Desk) -> dict[str, str]:
    """What the figures that findings speak of measure, by id, in the report's words."""
    wanted = {finding.param("figure") for finding in given.findings} - {""}
    entries = (entry if isinstance(entry, Mapping) else {"": entry} for entry in given.figures.values())
    known = {figure.id: figure for entry in entries for figure in entry.values() if figure.id in wanted}
    return {id: "".join(span.text for span in desk.spans(label(desk, figure))) for id, figure in known.items()}


def _raised(block: Block) -> Block:
    """The front page's own title is the report's, so its parts stand as high as sections."""
    return replace(block, level=block.level - 1) if isinstance(block, Heading) and block.level > 1 else block


def _report(
    given: ReportInput, lang: Language, desk: Desk, front: tuple[Block, ...], sections: tuple[Section, ...]
) -> Report:
    facts = given.front
    return Report(
        language=given.language,
        title=_entry(desk, "title"),
        subtitle=_entry(desk, "subtitle"),
        masthead=_masthead(desk),
        front=front,
        sections=sections,
        register=(),
        footer=_entry(desk, "footer"),
        labels=lang.labels,
        publisher=str(facts.get("publisher") or ""),
        version=given.version,
        banner=_entry(desk, "banner"),
    )


def _masthead(desk: Desk) -> tuple[tuple[Spans, Spans], ...]:
    """The rows of the masthead, as the front section's text lists them; rows without a value are left out."""
    rows = desk.given.folders[desk.section].text.entries.get("masthead") or {}
    found = []
    for name in rows:
        value = _entry(desk, "masthead", str(name), "value")
        if value:
            found.append((_entry(desk, "masthead", str(name), "label"), value))
    return tuple(found)


def _entry(desk: Desk, *keys: str) -> Spans:
    source = desk.entry(desk.section, *keys)
    return desk.spans(desk.say(source)) if source else ()


def _facts(given: ReportInput, desk: Desk) -> dict[str, Any]:
    """What the front page's templates know about this issue."""

    def day(value: Any) -> Any:
        return DateView(value, desk) if value else ""

    return {
        "cutoff": day(given.cutoff),
        "as_of": day(given.as_of),
        "moved": given.as_of != given.cutoff,
        "published": day(given.published),
        "previous_cutoff": day(given.previous_cutoff),
        "version": desk.words(given.version) if given.version else "",
        "next_release": desk.spool.put(PeriodSpan(given.next_release)) if given.next_release else "",
        "findings_count": len(given.findings),
        "corrected": any(o.attribute("correction") for o in given.matrix.current),
        "draft": given.draft,
    }


def _by_observation(given: ReportInput) -> dict[Observation, Figure]:
    """The first named figure that is one observation and nothing else, for each observation."""
    found: dict[Observation, Figure] = {}
    for entry in given.figures.values():
        for figure in [entry] if isinstance(entry, Figure) else entry.values():
            first = figure.operands[0] if len(figure.operands) == 1 else None
            if figure.kind == "select" and isinstance(first, Observation):
                found.setdefault(first, figure)
    return found


def _order(given: ReportInput) -> dict[str, int]:
    """Figures by the outline's order of sections, then by definition; the same in every language."""
    rank = {id: n for n, id in enumerate(given.outline.all)}
    found: list[str] = []
    names = sorted(given.figures, key=lambda name: rank.get(name.partition(".")[0], len(rank)))
    for name in names:
        entry = given.figures[name]
        found += [entry.id] if isinstance(entry, Figure) else [f.id for f in entry.values()]
    return {id: n for n, id in enumerate(found)}


def _labelled(report: Report, given: ReportInput, lang: Language) -> Report:
    """A simulated report says so beside every table and chart as well: they are what gets copied out of it."""
    if not given.front.get("simulated"):
        return report
    said = str(lang.get("simulated"))

    def told(block: Block) -> Block:
        if not isinstance(block, Table | Chart):
            return block
        return replace(block, source=(*block.source, Words(" " if block.source else ""), Words(said, "strong")))

    sections = tuple(replace(s, blocks=tuple(map(told, s.blocks))) for s in report.sections)
    front, back = (tuple(map(told, blocks)) for blocks in (report.front, report.back))
    return replace(report, sections=sections, front=front, back=back, labels=(*report.labels, (SIMULATED, said)))


def _typeset(report: Report, lang: Language) -> Report:
    """The report with the no-break spaces that the language asks for inside plain words."""

    def change(span: Span) -> Spans:
        return (replace(span, text=lang.formats.kept_together(span.text)) if isinstance(span, Words) else span,)

    return walk.exchanged(report, change)


def _proofread(report: Report) -> None:
    """No digit may stand in plain words: it would be a number that nobody can trace."""
    for span in walk.spans(report):
        if isinstance(span, Words) and has_digits(span.text):
            raise MtmError("a digit would be printed as plain words", value=span.text[:80])
