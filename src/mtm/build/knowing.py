"""What is known for one report: the matrix, the evaluated figures, and the findings of every check.

Scope: ties the workspace, the codelists and the sections' figures together; computes nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable

from mtm.build.progress import Step
from mtm.build.taking import Intake
from mtm.checks import CheckContext, run
from mtm.codelists import groups as group_lists
from mtm.codelists.areas import areas
from mtm.codelists.indicators import units
from mtm.compose.input import Outline, SectionFolder
from mtm.compose.shelf import open_sections, package_shelf, read_outline
from mtm.figures import Definition, Figures, Scope, evaluate, load_definitions
from mtm.model.errors import WorkspaceError
from mtm.model.finding import Finding
from mtm.model.observation import TOTAL, Matrix
from mtm.model.period import Period
from mtm.model.reference import AgencyGroup, Group, Indicator
from mtm.workspace.load import Workspace
from mtm.workspace.source import Source


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that one report is made from, whatever its language.

    ``sources`` are the agencies' names in English; ``suppliers`` say which sources owe an indicator.
    """

    period: Period
    as_of: date
    taken: Intake
    outline: Outline
    figures: Figures
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]
    suppliers: Mapping[str, tuple[str, ...]]

    @property
    def matrix(self) -> Matrix:
        return self.taken.matrix


def know(workspace: Workspace, period: Period, taken: Intake, step: Step) -> Knowledge:
    """Evaluate every figure of the outline's sections and run every check at the cut-off."""
    outline = load_outline(workspace)
    scope = _scope(workspace, period, taken)
    step("computing figures", 0, 1)
    shelf = folders(workspace, outline, workspace.file.languages[0])
    definitions = [d for folder in shelf.values() for d in _definitions(folder)]
    figures = evaluate(definitions, taken.matrix, scope)
    step("checking", 0, 1)
    findings = (*taken.findings, *figures.findings, *run(_context(workspace, scope, taken, figures)))
    ordered = tuple(sorted(set(findings), key=lambda f: f.sort_key))
    return Knowledge(period, taken.matrix.as_of, taken, outline, figures, ordered, scope.sources, scope.supplies)


def load_outline(workspace: Workspace) -> Outline:
    """The editor's file of the workspace. Errors: WorkspaceError."""
    path = workspace.root / "outline.yml"
    if not path.is_file():
        raise WorkspaceError(
            "the workspace has no outline",
            where="outline.yml",
            remedy="List the report's sections in it; docs/reference/workspace.md has an example.",
        )
    return read_outline(path.read_text(encoding="utf-8-sig"), "outline.yml")


def folders(workspace: Workspace, outline: Outline, language: str) -> Mapping[str, SectionFolder]:
    """The section folders of the outline; the workspace's own come before the package's."""
    shelves: dict[str, Traversable] = {"sections": workspace.root / "sections", "mtm sections": package_shelf()}
    return open_sections(outline.all, shelves, language)


def _definitions(folder: SectionFolder) -> tuple[Definition, ...]:
    return load_definitions(folder.figures, folder.id, f"{folder.where}/figures.yml") if folder.figures else ()


def _scope(workspace: Workspace, period: Period, taken: Intake) -> Scope:
    return Scope(
        period=period,
        indicators=indicators(workspace),
        units={code: entry.unit for code, entry in units().items()},
        groups=dated_groups(),
        agency_groups={g.code: g for s in workspace.sources.values() for g in s.agency_groups},
        sources={id_: name_of(source, "en") for id_, source in workspace.sources.items()},
        supplies=suppliers(workspace),
        questions=workspace.questions,
        areas=frozenset(areas()) | taken.names.codes | {TOTAL},
        ref_area=workspace.file.country,
    )


def _context(workspace: Workspace, scope: Scope, taken: Intake, figures: Figures) -> CheckContext:
    return CheckContext(
        matrix=taken.matrix,
        period=scope.period,
        deliveries=taken.deliveries,
        expected=workspace.expected,
        figures=tuple(figures),
        questions=workspace.questions,
        corrections=workspace.corrections,
        indicators=scope.indicators,
        units=scope.units,
        groups=scope.groups,
        agency_groups=scope.agency_groups,
        sources=scope.sources,
        simulated=workspace.file.simulated,
        enforcement=workspace.file.enforcement,
    )


def indicators(workspace: Workspace) -> Mapping[str, Indicator]:
    return {code: entry.indicator for code, entry in workspace.codes.indicators.items()}


def dated_groups() -> Mapping[str, Group]:
    return {code: entry.group for code, entry in group_lists.groups().items()}


def agency_groups(workspace: Workspace) -> Mapping[str, AgencyGroup]:
    return {g.code: g for s in workspace.sources.values() for g in s.agency_groups}


def name_of(source: Source, language: str) -> str:
    """The agency's name in a language, or in English, or its id."""
    return source.name.get(language) or source.name.get("en") or next(iter(source.name.values()), source.id)


def suppliers(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Which sources declare an indicator in their tables or sentences, or owe it by the calendar."""
    found: dict[str, dict[str, None]] = {}
    for id_, source in workspace.sources.items():
        for code in sorted(_declared(source)):
            found.setdefault(code, {})[id_] = None
    for expected in workspace.expected:
        for code in expected.indicators:
            found.setdefault(code, {})[expected.source] = None
    return {code: tuple(ids) for code, ids in found.items()}


def _declared(source: Source) -> set[str]:
    """Indicators named anywhere in a source's declaration, labels that translate into one included."""
    parts = [*source.tables, *source.sentences]
    found = {p.indicator for p in parts} | {c.indicator for t in source.tables for c in t.columns}
    labels = [*(t.values for t in source.tables), *(s.values for s in source.sentences)]
    for values in labels:
        found |= set(values.get("indicator", {}).values())
    for table in source.tables:
        found |= {code for c in table.columns if c.uses == "indicator" for code in c.values.values()}
    return found - {""}
