"""Letters to the agencies: what each of them is asked about the data that it sent, ready to be sent.

Scope: the questions and warnings about one period that name an agency, in one language; no figure is printed and no
release is written. Which findings an agency can answer, and in which words it is asked, stands in
``locales/LANGUAGE/letters.yml``. The same deliveries, period and cut-off give the same letters, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from mtm.build import release_name
from mtm.build.knowing import Knowledge, know
from mtm.build.naming import coded
from mtm.build.printing import front_matter
from mtm.build.progress import Step, silent
from mtm.build.taking import take
from mtm.build.telling import Voice, capitalised, inside, told
from mtm.compose.language import language as words_of
from mtm.compose.spool import plain
from mtm.kit import yaml_text
from mtm.kit.formats import formats, locale_folder
from mtm.kit.messages import templates, without_sheet
from mtm.model.blocks import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Quoted,
    Reference,
    Report,
    Section,
    Spans,
    Tick,
    Words,
)
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Place, Severity
from mtm.model.observation import Delivery
from mtm.workspace.load import Workspace, cut_off, load, period_named

ASKED = (Severity.BLOCKING, Severity.QUESTION, Severity.WARNING)
REPEATED = ("flow_or_stock",)
"""Checks that ask once more what the team's own open question asks in better words."""
_FILE_FIRST = re.compile(
    r"^\{file\}(?:, [^:{]*\{sheet\}[^:{,]*)?(?:, \{cell\})?: |^\{indicator\}, \{period(?::\w+)?\}: "
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to one agency: its words as blocks, and how many points it has."""

    source: str
    report: Report
    points: int


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters of a period in one language; ``blocked`` when a finding stands that would stop the release."""

    period: str
    as_of: date
    language: str
    draft: bool
    blocked: bool
    letters: tuple[Letter, ...]
    folder: Path


@dataclass(frozen=True)
class _Desk:
    """What every letter needs: the period, the words, the deliveries by path."""

    workspace: Workspace
    knowledge: Knowledge
    language: str
    voice: Voice
    given: Mapping[str, Any]
    sent: Mapping[str, Delivery]

    def word(self, name: str) -> str:
        return str(self.given["words"][name])

    def said(self, name: str, **texts: str) -> Spans:
        """A phrase of the letter; {period} is the report's."""
        return self.filled(self.word(name), **texts)

    def filled(self, template: str, **texts: str) -> Spans:
        about = Finding("letter", Severity.NOTE, period=self.knowledge.period.code)
        return told(template, about, self.voice, texts)


def check(
    root: Path, period: str, *, language: str | None = None, as_of: str | None = None, step: Step = silent
) -> Letters:
    """What each agency is asked about a period's data, in the language given or the workspace's first.

    Errors: MtmError for a workspace that cannot be used, and for a language that has no words for letters.
    """
    workspace, span = load(root), period_named(period)
    cutoff = workspace.setup(span).cutoff
    known_on = cut_off(as_of) if as_of else cutoff
    spoken = language or workspace.file.languages[0]
    given = letter_words(workspace, spoken)
    knowledge = know(workspace, span, take(workspace, known_on, step), step)
    desk = _desk(workspace, knowledge, spoken, given)
    found = asked(workspace, knowledge, given["not_asked"])
    letters = tuple(_letter(desk, source, findings) for source, findings in found.items())
    blocked = any(f.severity == Severity.BLOCKING for f in knowledge.findings)
    folder = workspace.root / "letters" / release_name(workspace, span, known_on)
    draft = (given.get("review") or {}).get("state") != "reviewed"
    return Letters(span.code, known_on, spoken, draft, blocked, letters, folder)


def letter_words(workspace: Workspace, language: str) -> Mapping[str, Any]:
    """The words of letters in a language; which rules no agency is asked about is the same in every language."""
    file = locale_folder(language, workspace.locales) / language / "letters.yml"
    if not file.is_file():
        where = f"locales/{language}/letters.yml"
        raise MtmError("no letters can be written in this language", where=where, value=language,
                       remedy="Add the file; locales/en/letters.yml shows what it holds.")  # fmt: skip
    english = locale_folder("en") / "en" / "letters.yml"
    not_asked = yaml_text.load(english.read_text(encoding="utf-8"))["not_asked"]
    given: Mapping[str, Any] = yaml_text.load(file.read_text(encoding="utf-8"))
    return {**given, "not_asked": not_asked}


def asked(workspace: Workspace, knowledge: Knowledge, not_asked: Iterable[str]) -> Mapping[str, tuple[Finding, ...]]:
    """The findings that an agency can answer, by agency."""
    own = frozenset(not_asked)
    kept = {(q.source, q.indicator) for q in workspace.questions if q.open and not q.raw}
    found: dict[str, list[Finding]] = {}
    for finding in sorted(knowledge.findings, key=lambda f: f.source):
        repeats = finding.rule in REPEATED and (finding.source, finding.indicator) in kept
        theirs = finding.severity in ASKED and finding.source in workspace.sources and finding.rule not in own
        if theirs and not repeats:
            found.setdefault(finding.source, []).append(finding)
    return {source: tuple(findings) for source, findings in found.items()}


def write_letters(found: Letters, folder: Path) -> tuple[Path, ...]:
    """One text and one Word file per agency; a letter of an earlier check that no longer has a question goes away.

    Errors: MtmError for a folder that cannot be written.
    """
    files = {
        f"{one.source}.{found.language}.{kind}": data for one in found.letters for kind, data in _files(one, found)
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        for stale in _earlier(folder, found.language):
            if stale.name not in files:
                stale.unlink()
    except OSError as error:
        remedy = "Name another folder with --out, or close the letter where it is open."
        raise MtmError("the letters cannot be written", where=folder.as_posix(), value=error.strerror or "",
                       remedy=remedy) from error  # fmt: skip
    return tuple(folder / name for name in files)


def _files(letter: Letter, found: Letters) -> Iterator[tuple[str, bytes]]:
    from mtm.writers import docx
    from mtm.writers.letter import text

    yield "txt", text(letter.report).encode()
    yield "docx", docx.write(letter.report, {}, datetime.combine(found.as_of, time(), UTC))


def _earlier(folder: Path, language: str) -> list[Path]:
    """Letters of an earlier check: the pairs of a text and a Word file of one name."""
    texts = sorted(folder.glob(f"*.{language}.txt"))
    return [path for t in texts if t.with_suffix(".docx").is_file() for path in (t, t.with_suffix(".docx"))]


def _desk(workspace: Workspace, knowledge: Knowledge, language: str, given: Mapping[str, Any]) -> _Desk:
    names = coded(workspace, knowledge.taken.names, language)
    voice = Voice(formats(language, workspace.locales), names)
    return _Desk(workspace, knowledge, language, voice, given, {d.path: d for d in knowledge.taken.deliveries})


def _letter(desk: _Desk, source: str, findings: tuple[Finding, ...]) -> Letter:
    subject = desk.said("subject")
    front = front_matter(desk.workspace.file, desk.language)
    agency = plain(desk.voice.name(source))
    masthead = (
        (plain(desk.word("to")), agency),
        (plain(desk.word("from")), plain(str(front["publisher"] or front["name"]))),
        (plain(desk.word("known")), desk.voice.period(desk.knowledge.as_of.isoformat())),
    )
    blocks = (*_opening(desk, len(findings), front), *_groups(desk, findings), *_closing(desk, front))
    labels = words_of(desk.language, desk.workspace.locales).labels
    report = Report(
        desk.language, subject, agency, masthead, (), (Section("letter", blocks),), (), subject, labels,
        publisher=str(front["publisher"]), version=str(desk.knowledge.as_of), banner=_banner(desk, front),
    )  # fmt: skip
    return Letter(source, report, len(findings))


def _banner(desk: _Desk, front: Mapping[str, Any]) -> Spans:
    """A letter about simulated data says so: it is for practice, and no agency gets it by mistake."""
    return plain(desk.word("simulated")) if front.get("simulated") else ()


def _opening(desk: _Desk, points: int, front: Mapping[str, Any]) -> tuple[Block, ...]:
    counted: Mapping[str, str] = desk.given["words"]["opening"]
    template = counted.get(desk.voice.known.plural(points)) or counted["other"]
    spoken = desk.filled(template, n=str(points), title=str(front["title"]))
    return Paragraph(plain(desk.word("salutation"))), Paragraph(spoken), Paragraph(plain(desk.word("manner")))


def _closing(desk: _Desk, front: Mapping[str, Any]) -> tuple[Block, ...]:
    contact = front["contact"]
    signed = [contact.get("name"), front["publisher"], contact.get("email"), contact.get("address")]
    lines = [Paragraph(plain(str(line))) for line in dict.fromkeys(signed) if line]
    return (
        Paragraph(plain(desk.word("answer"))),
        Paragraph(plain(desk.word("thanks"))),
        Paragraph(plain(desk.word("closing"))),
        *lines,
    )


def _groups(desk: _Desk, findings: tuple[Finding, ...]) -> Iterator[Block]:
    """The points by the file that they are about, oldest file first; what is about no file comes last."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(_about(desk, finding), []).append(finding)
    number = 0
    for n, path in enumerate(sorted(by_file, key=lambda p: _order(desk, p))):
        yield Heading(f"file-{n}", 3, _file_heading(desk, path))
        for finding in by_file[path]:
            number += 1
            yield from _point(desk, number, finding, path)


def _about(desk: _Desk, finding: Finding) -> str:
    """The newest delivered file among the places of a finding; "" when it is about none."""
    files = {p.file for p in finding.places if p.file in desk.sent}
    files |= {finding.param("delivery")} & set(desk.sent)
    return max(files, key=lambda path: (desk.sent[path].received, path), default="")


def _order(desk: _Desk, path: str) -> tuple[object, ...]:
    return (path == "", desk.sent[path].received if path else date.min, path)


def _file_heading(desk: _Desk, path: str) -> Spans:
    if not path:
        return plain(desk.word("general"))
    sent = desk.sent[path]
    return desk.said("file", file=sent.name, received=sent.received.isoformat())


def _point(desk: _Desk, number: int, finding: Finding, path: str) -> Iterator[Block]:
    """Number and subject, then where it stands, what was met, and what is expected."""
    entry: Mapping[str, str] = desk.given["rules"].get(finding.rule, {})
    texts = _question(desk, finding)
    says = told(_sentence(desk, finding, entry), finding, desk.voice, texts)
    asks = told(entry.get("asks") or desk.word("please"), finding, desk.voice, texts)
    mark = (Reference(f"{number}.", style="strong"), Words(" ", "strong"))
    yield Paragraph((*mark, *_strong(_topic(desk, finding))))
    where = _where(desk, finding, path)
    lines = [("where", where)] if where else []
    lines += [("met", says), ("expected", asks)]
    yield ListBlock(tuple((Words(f"{desk.word(label)}: "), *spans) for label, spans in lines))


def _sentence(desk: _Desk, finding: Finding, entry: Mapping[str, str]) -> str:
    """The words of the letter, or else the finding's message without the place that stands above it already."""
    if "says" in entry:
        return entry["says"]
    known = templates(desk.language, desk.workspace.locales).get(finding.rule) or templates("en").get(finding.rule, {})
    text = _FILE_FIRST.sub("", str(known.get("message", finding.rule)))
    return text if finding.places and finding.places[0].sheet else without_sheet(text)


def _question(desk: _Desk, finding: Finding) -> Mapping[str, str]:
    """The team's own question in the language of the letter."""
    asked = next((q for q in desk.workspace.questions if q.id == finding.param("question")), None)
    text = dict(asked.text).get(desk.language) if asked else None
    return {"text": text} if text else {}


def _topic(desk: _Desk, finding: Finding) -> Spans:
    """What a point is about: indicator and period, or a part of the file, or the whole of it."""
    codes = finding.indicator or finding.param("missing") or finding.param("indicators")
    if not codes:
        inner = any(place.cell or place.sheet for place in finding.places)
        return plain(desk.word("part" if inner else "whole" if finding.places else "general"))
    about = capitalised((Words(desk.voice.listed(codes)),))
    return (*about, Words(", "), *desk.voice.period(finding.period, "head")) if finding.period else about


def _strong(spans: Spans) -> Spans:
    return tuple(span if isinstance(span, Tick) else replace(span, style="strong") for span in spans)


def _where(desk: _Desk, finding: Finding, path: str) -> Spans:
    """Every cell with the value that stands in it; a cell of another file is named with that file."""
    spans: list[Any] = []
    before = Place(path)
    for place in finding.places:
        if place.file not in desk.sent or not (place.cell or place.sheet):
            continue
        sheet = "" if (place.file, place.sheet) == (before.file, before.sheet) else place.sheet
        spans += [Words("; ")] if spans else []
        spans += [] if place.file == before.file else [Reference(desk.sent[place.file].name), Words(", ")]
        spans += [Reference(inside(Place("", sheet, place.cell), desk.voice.known)), Words(" "), *_value(desk, place)]
        before = place
    return tuple(spans)


def _value(desk: _Desk, place: Place) -> Spans:
    if not place.value.strip():
        return plain(desk.word("empty"))
    opened, closed = desk.word("quoted").split("{value}")
    return Words(opened), Quoted(place.value.strip(), str(place)), Words(closed)
