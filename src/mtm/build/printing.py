"""From knowledge to files: the report in every language and format, the data beside it, and the manifest.

Scope: hands each stage's result to the next. Everything is made in memory; nothing is written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from mtm import __version__
from mtm.build.knowing import Knowledge, folders
from mtm.build.naming import ReportNames, coded
from mtm.build.progress import Step
from mtm.build.translations import drafts, in_language, reviews
from mtm.build.translations import findings as translation_findings
from mtm.charts import Drawing, draw_all
from mtm.compose.input import PolicyEvent, ReportInput, Text
from mtm.compose.language import language as words
from mtm.compose.report import Composed, compose
from mtm.compose.shelf import read_text
from mtm.figures.register import register
from mtm.kit.formats import Formats, formats
from mtm.kit.messages import Sentence, sentence
from mtm.model.blocks import Chart, Report
from mtm.model.figure import Figure
from mtm.model.finding import Finding
from mtm.workspace.config import WorkspaceFile
from mtm.workspace.load import Workspace
from mtm.workspace.tiles import TILES, load_tiles
from mtm.writers import data

FORMATS = 3
"""Steps per language: HTML, DOCX, PDF."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The files of a release by path, and all findings, those of the texts and the fonts included."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    called: Mapping[str, str]
    """What the figures that findings speak of measure, by id, in the first language."""


def print_report(
    workspace: Workspace, knowledge: Knowledge, languages: tuple[str, ...], epoch: int | None, step: Step
) -> Printed:
    """Compose and write the report in every language; the first language names the tables and charts."""
    moment = _moment(knowledge, epoch)
    given = {language: report_input(workspace, knowledge, language) for language in languages}
    composed = {name: compose(one, words(name, workspace.locales)) for name, one in given.items()}
    drawn = {name: _draw(c.report, formats(name, workspace.locales)) for name, c in composed.items()}
    translated = _translated(workspace, knowledge, given, composed)
    findings = _all_findings((*knowledge.findings, *translated), composed)
    say = {language: _sayer(workspace, knowledge, language, composed[language].called) for language in languages}
    files: dict[str, bytes] = {}
    # the typesetter works beside Python: it sets one report after the other while the other formats are written
    with ThreadPoolExecutor(max_workers=1) as typesetter:
        typeset = {name: typesetter.submit(_pdf, composed[name].report, drawn[name], moment) for name in languages}
        for number, language in enumerate(languages):
            report = composed[language].report
            _write_language(files, report, drawn[language], moment, step, number, len(languages))
            files[_tables_name(language, languages)] = _tables(report, findings, say[language], moment)
            files |= _charts(report, drawn[language], language, languages)
        files |= _data(knowledge, composed, findings, say)
        for number, (language, made) in enumerate(typeset.items()):
            step(f"writing report.{language}.pdf", number + (FORMATS - 1) * len(languages), FORMATS * len(languages))
            files[f"report.{language}.pdf"] = made.result()
    return Printed(_listed(files, workspace, knowledge), findings, composed[languages[0]].called)


def _listed(files: Mapping[str, bytes], workspace: Workspace, knowledge: Knowledge) -> Mapping[str, bytes]:
    """The release's files with their manifest; data of a simulated workspace say so wherever they are cut out."""
    from mtm.writers.manifest import NAME, manifest
    from mtm.writers.simulated import marked

    simulated = workspace.file.simulated
    told = marked(files) if simulated else dict(files)
    versions = {"mtm": __version__, "report": _version(workspace, knowledge)}
    listed = manifest(
        told, knowledge.taken.used, period=knowledge.period.code, as_of=knowledge.as_of, versions=versions
    )
    return {**told, **(marked({NAME: listed}) if simulated else {NAME: listed})}


def report_input(workspace: Workspace, knowledge: Knowledge, language: str) -> ReportInput:
    setup, previous = workspace.setup(knowledge.period), workspace.previous(knowledge.period)
    shelf = folders(workspace, knowledge.outline, language)
    texts = {id_: _text(workspace.root, path) for id_, path in workspace.texts(knowledge.period, language).items()}
    return ReportInput(
        language=language,
        period=knowledge.period,
        cutoff=setup.cutoff,
        as_of=knowledge.as_of,
        outline=knowledge.outline,
        folders=shelf,
        figures=knowledge.figures.by_name,
        matrix=knowledge.matrix,
        names=ReportNames.of(workspace, knowledge.taken.names, language),
        front=front_matter(workspace.file, language),
        findings=tuple(in_language(f, workspace, language) for f in knowledge.findings),
        questions=workspace.questions,
        events=_events(workspace, knowledge, language),
        authored=texts,
        suppliers=knowledge.suppliers,
        expected=workspace.expected,
        previous_cutoff=previous[1].cutoff if previous else None,
        next_release=formats(language, workspace.locales).date(setup.next) if setup.next else "",
        version=_version(workspace, knowledge),
        published=setup.published if knowledge.as_of == setup.cutoff else None,
        translations={text: into[language] for text, into in workspace.file.translations.items() if language in into},
        draft=bool(drafts(reviews(workspace, shelf, texts.values(), language))),
        tiles=load_tiles(workspace.root / TILES),
    )


def _translated(
    workspace: Workspace,
    knowledge: Knowledge,
    given: Mapping[str, ReportInput],
    composed: Mapping[str, Composed],
) -> tuple[Finding, ...]:
    states = {name: reviews(workspace, one.folders, one.authored.values(), name) for name, one in given.items()}
    names = {name: one.names for name, one in given.items() if isinstance(one.names, ReportNames)}
    return tuple(translation_findings(workspace, knowledge.period, states, names, composed))


def front_matter(file: WorkspaceFile, language: str) -> Mapping[str, Any]:
    """The workspace's front matter in one language; a text without a translation stands in the first language given."""
    said = partial(_said, language=language, first=file.languages[0])
    texts = {name: said(value) for name, value in file if isinstance(value, dict) and name not in _NOT_PRINTED}
    contact = {name: said(value) for name, value in file.contact}
    told = {"country": file.country, "simulated": file.simulated, "enforcement": file.enforcement}
    return texts | told | {"contact": contact}


_NOT_PRINTED = ("periods", "translations", "review")


def _said(text: str | Mapping[str, str], language: str, first: str) -> str:
    return text if isinstance(text, str) else text.get(language) or text.get(first) or text.get("en") or ""


def _events(workspace: Workspace, knowledge: Knowledge, language: str) -> tuple[PolicyEvent, ...]:
    def told(words: Mapping[str, str]) -> str:
        return words.get(language) or words.get("en") or next(iter(words.values()), "")

    return tuple(
        PolicyEvent(
            e.date, e.until, told(e.agency), told(e.title), told(e.text), told(e.source), e.url, tuple(e.affects), where
        )
        for e, where in workspace.events(knowledge.period)
    )  # fmt: skip


def _text(root: Path, path: Path) -> Text:
    return read_text(path.read_text(encoding="utf-8-sig"), path.relative_to(root).as_posix())


def _draw(report: Report, known: Formats) -> Mapping[str, Drawing]:
    labels = dict(report.labels)
    return draw_all(report, number=lambda value, decimals: known.number(value, decimals), labels=labels)


def _all_findings(known: tuple[Finding, ...], composed: Mapping[str, Composed]) -> tuple[Finding, ...]:
    from mtm.writers.coverage import replaced

    found = {*known, *(f for c in composed.values() for f in (*c.findings, *replaced(c.report)))}
    return tuple(sorted(found, key=lambda f: f.sort_key))


def _sayer(
    workspace: Workspace, knowledge: Knowledge, language: str, called: Mapping[str, str]
) -> Callable[[Finding], Sentence]:
    names = {**coded(workspace, knowledge.taken.names, language), **called}
    return lambda finding: sentence(in_language(finding, workspace, language), language, names, workspace.locales)


def _write_language(
    files: dict[str, bytes],
    report: Report,
    drawings: Mapping[str, Drawing],
    moment: datetime,
    step: Step,
    number: int,
    of: int,
) -> None:
    from mtm.writers import docx, html

    writers: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("html", lambda: html.write(report, drawings)),
        ("docx", lambda: docx.write(report, drawings, moment)),
    )
    for at, (name, write) in enumerate(writers):
        step(f"writing report.{report.language}.{name}", number * (FORMATS - 1) + at, of * FORMATS)
        files[f"report.{report.language}.{name}"] = write()


def _pdf(report: Report, drawings: Mapping[str, Drawing], moment: datetime) -> bytes:
    from mtm.writers import pdf

    return pdf.write(report, drawings, epoch=int(moment.timestamp()), apart=True)


def _tables_name(language: str, languages: tuple[str, ...]) -> str:
    return "tables.xlsx" if len(languages) == 1 else f"tables.{language}.xlsx"


def _tables(
    report: Report, findings: tuple[Finding, ...], say: Callable[[Finding], Sentence], moment: datetime
) -> bytes:
    from mtm.writers import xlsx

    return xlsx.write(report, findings, say, moment)


def _charts(
    report: Report, drawings: Mapping[str, Drawing], language: str, languages: tuple[str, ...]
) -> dict[str, bytes]:
    """One SVG and one data file per chart, named as the report names them; sparklines are parts of their tiles."""
    folder = "charts" if len(languages) == 1 else f"charts/{language}"
    blocks = (block for section in report.sections for block in section.blocks)
    names = {block.id: block.name for block in (*report.front, *blocks, *report.back) if isinstance(block, Chart)}
    files: dict[str, bytes] = {}
    for id_, drawing in sorted(drawings.items()):
        if drawing.data:
            name = names.get(id_, id_)
            files[f"{folder}/{name}.svg"] = (drawing.framed or drawing.svg).encode()
            files[f"{folder}/{name}.csv"] = drawing.data
    return files


def _data(
    knowledge: Knowledge,
    composed: Mapping[str, Composed],
    findings: tuple[Finding, ...],
    say: Mapping[str, Callable[[Finding], Sentence]],
) -> dict[str, bytes]:
    texts: dict[str, dict[str, str]] = {}
    for language, made in composed.items():
        for id_, text in made.printed.items():
            texts.setdefault(id_, {})[language] = text
    # texts may print figures that were made for a sentence, such as the value that another grouping would give
    listed = (entry.figure for made in composed.values() for entry in made.report.register)
    figures: tuple[Figure, ...] = tuple({f.id: f for f in (*listed, *knowledge.figures)}.values())
    return {
        "observations.csv": data.observations(knowledge.matrix.observations),
        "figures.json": data.dump(register(figures, texts)),
        "findings.json": data.findings(findings, say),
    }


def _moment(knowledge: Knowledge, epoch: int | None) -> datetime:
    """The time stamped into files: the epoch given, or the start of the cut-off day; never the clock."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    return datetime(knowledge.as_of.year, knowledge.as_of.month, knowledge.as_of.day, tzinfo=UTC)


def _version(workspace: Workspace, knowledge: Knowledge) -> str:
    """The cut-off and a short fingerprint of everything that went in: deliveries, configuration, package."""
    digest = hashlib.sha256(f"{__version__}\0{knowledge.period.code}\0{knowledge.as_of}".encode())
    for delivery in knowledge.taken.used:
        digest.update(f"{delivery.path}\0{delivery.sha256}".encode())
    for path in sorted(workspace.root.rglob("*"), key=lambda p: p.relative_to(workspace.root).as_posix()):
        name = path.relative_to(workspace.root)
        if path.suffix in (".yml", ".md", ".csv") and name.parts[0] not in ("inbox", "store", "releases"):
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return f"{knowledge.as_of}.{digest.hexdigest()[:8]}"
