"""One period from start to finish: what came in, what is known, what is printed, and the release that appears at once.

Scope: the order of the work; every stage does its own part and knows nothing of the others.
The same workspace, period and cut-off give the same release, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mtm.build.knowing import Knowledge, know
from mtm.build.naming import coded
from mtm.build.printing import Printed, print_report
from mtm.build.progress import Step, silent
from mtm.build.taking import Intake, take
from mtm.model.errors import MtmError
from mtm.model.finding import Finding, Severity
from mtm.model.observation import Matrix
from mtm.model.period import Period
from mtm.workspace.load import Workspace, cut_off, load, period_named

BLOCKED = ".blocked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did, for the summary: counts, findings and where the release is (None when it was blocked)."""

    period: str
    as_of: date
    files: int
    read: int
    used: int
    new: int
    changed: int
    unchanged: int
    held: int
    set_aside: int
    findings: tuple[Finding, ...]
    release: Path | None
    reports: tuple[Path, ...]
    language: str
    names: Mapping[str, str]

    @property
    def blocked(self) -> bool:
        return self.release is None


def build(
    root: Path,
    period: str,
    *,
    out: Path | None = None,
    as_of: str | None = None,
    languages: tuple[str, ...] | None = None,
    epoch: int | None = None,
    step: Step = silent,
) -> Outcome:
    """Compile the report of a period from the workspace's deliveries, and publish it as one release.

    ``as_of`` moves the cut-off (YYYY-MM-DD); ``epoch`` stamps the files' own dates (seconds, as SOURCE_DATE_EPOCH).
    A blocking finding leaves the last release as it is and writes only the findings, beside it.
    Errors: MtmError for a workspace, store or disk that cannot be used.
    """
    workspace = load(root)
    span = period_named(period)
    cutoff = workspace.setup(span).cutoff
    known_on = cut_off(as_of) if as_of else cutoff
    target = out or _folder(workspace, span, known_on)
    _refuse_foreign(target)
    taken = take(workspace, known_on, step)
    knowledge = know(workspace, span, taken, step)
    printed = print_report(workspace, knowledge, languages or tuple(workspace.file.languages), epoch, step)
    return _outcome(taken, knowledge, printed, _publish(printed, target, step), workspace)


def release_folder(root: Path, period: str, as_of: str | None = None) -> Path:
    """Where a period's release stands unless it was built elsewhere. Errors: MtmError when there is none."""
    workspace = load(root)
    span = period_named(period)
    folder = _folder(workspace, span, cut_off(as_of) if as_of else workspace.setup(span).cutoff)
    if not (folder / "manifest.json").is_file():
        remedy = f"Run: mtm build {root.as_posix()} {period}" + (f" --as-of {as_of}" if as_of else "")
        raise MtmError("there is no release yet", where=folder.as_posix(), remedy=remedy)
    return folder


def known_matrix(root: Path, as_of: str | None = None) -> Matrix:
    """The matrix of a workspace as known on a day, or with everything received."""
    workspace = load(root)
    return take(workspace, cut_off(as_of) if as_of else date.max, silent).matrix


def release_name(workspace: Workspace, period: Period, as_of: date) -> str:
    """2023-Q4, or 2023-Q4_as-of-2024-04-30 when the cut-off was moved."""
    moved = as_of != workspace.setup(period).cutoff
    return period.code.replace("/", "_") + (f"_as-of-{as_of}" if moved else "")


def _folder(workspace: Workspace, period: Period, as_of: date) -> Path:
    return workspace.root / "releases" / release_name(workspace, period, as_of)


def _refuse_foreign(target: Path) -> None:
    """A folder that holds anything but a release is never replaced."""
    if target.is_dir() and any(target.iterdir()) and not (target / "manifest.json").is_file():
        raise MtmError(
            "this folder holds other files, and a release would replace it whole",
            where=target.as_posix(),
            remedy="Name a new or empty folder with --out.",
        )


def _publish(printed: Printed, target: Path, step: Step) -> Path | None:
    from mtm.writers.release import publish

    step("publishing", 0, 1)
    blocked = any(f.severity == Severity.BLOCKING for f in printed.findings)
    aside = target.with_name(target.name + BLOCKED)
    if blocked:
        publish({name: printed.files[name] for name in ("findings.json", "manifest.json")}, aside)
        return None
    publish(printed.files, target)
    _clear(aside)
    return target


def _clear(aside: Path) -> None:
    """Findings that once blocked this release no longer stand."""
    for name in ("findings.json", "manifest.json"):
        (aside / name).unlink(missing_ok=True)
    if aside.is_dir() and not any(aside.iterdir()):
        aside.rmdir()


def _outcome(
    taken: Intake, knowledge: Knowledge, printed: Printed, release: Path | None, workspace: Workspace
) -> Outcome:
    reports = tuple(release / name for name in sorted(printed.files) if name.startswith("report.")) if release else ()
    return Outcome(
        knowledge.period.code,
        knowledge.as_of,
        taken.files,
        taken.counts.files,
        len(taken.used),
        taken.counts.new,
        taken.counts.changed,
        taken.counts.unchanged,
        len(taken.matrix.observations),
        taken.aside,
        printed.findings,
        release,
        reports,
        workspace.file.languages[0],
        {**coded(workspace, taken.names, workspace.file.languages[0]), **printed.called},
    )
