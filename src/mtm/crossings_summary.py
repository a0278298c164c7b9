"""What a person reads after a command on crossings: what went in, what did not and why, what came out, and where it is.

Scope: words on the terminal, on the output stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtm.kit.messages import sentence
from mtm.model.finding import Finding, Severity
from mtm.model.observation import TOTAL, Observation, Status

if TYPE_CHECKING:
    from mtm.build.handing import Handed
    from mtm.microdata.dataset import Dataset
    from mtm.microdata.intake import Intake

SHOWN = 12


def show_simulated(dataset: Dataset) -> None:
    """How many records were made, of whom, and that they are simulated."""
    _line("Simulated", f"{dataset.rows:,} crossings of {dataset.persons:,} persons, {_span(dataset)}")
    _line("Border", f"{dataset.ref_area}, clock of {dataset.zone}")
    _line("Dataset", str(dataset.root))
    click.echo("These records describe no real border and no real person; everything made from them says so.")


def show_taken_in(found: Sequence[Intake]) -> None:
    """What became of every file: rows read, taken in, and not taken in by reason; then the dataset as it is now."""
    for one in found:
        taken = one.taken
        _line("File", f"{taken.name}, received {taken.received}")
        _line("Rows", f"{taken.rows:,} read, {taken.accepted:,} taken in, {taken.rows - taken.accepted:,} not taken in")
        _counts("  not taken in", taken.rejected)
        _counts("  noticed", taken.flagged)
        if one.rejected:
            _line("Rejected rows", f"{one.rejected} (line, reason and texts, never the person)")
        _findings(f for f in one.findings if not _counted(f))
    last = next((one.dataset for one in reversed(found) if one.dataset), None)
    if last:
        _line("Dataset", f"{last.root}: {last.rows:,} crossings of {last.persons:,} persons, {_span(last)}")


def show_tabulated(found: Handed, out: Path | None) -> None:
    """How much each tabulation gave, the totals of the latest quarter, what was withheld, and where it all is."""
    dataset = found.tabulated.dataset
    _line("Dataset", f"{dataset.id}: {dataset.rows:,} crossings, {_span(dataset)}")
    by_tabulation = Counter(o.attribute("tabulation") or "" for o in found.observations)
    hidden = Counter(o.attribute("tabulation") or "" for o in found.observations if o.obs_status == Status.WITHHELD)
    for name in found.tabulated.tabulations:
        click.echo(f"  {name:22} {by_tabulation[name]:>9,} results, {hidden[name]:,} withheld")
    _totals(found.observations)
    _findings(found.tabulated.findings)
    _delivered(found, out)


def _delivered(found: Handed, out: Path | None) -> None:
    if found.path:
        _line("Delivery", str(found.path))
    elif out:
        _line("Results", str(out))
    else:
        click.echo("Nothing was written: --into puts the results into a workspace, --out into a file.")
    if found.read and found.read.set_aside:
        count = len(found.read.set_aside)
        click.echo(f"A build will set {count:,} of these results aside until the workspace is completed:")
        _findings(found.read.findings)


def _totals(observations: Iterable[Observation]) -> None:
    """The values in all of the latest period of each indicator."""
    latest: dict[str, Observation] = {}
    for o in observations:
        if o.counterpart_area == TOTAL and not o.breakdown and o.time_period.kind in ("quarter", "instant"):
            before = latest.get(o.indicator)
            if before is None or before.time_period < o.time_period:
                latest[o.indicator] = o
    if latest:
        click.echo("In all, latest period:")
    for code, o in sorted(latest.items()):
        value = "withheld" if o.value is None else f"{o.value:,}"
        click.echo(f"  {code:42} {o.time_period.code:10} {value:>14} {o.unit_measure}")


def _counts(label: str, counts: object) -> None:
    for reason, count in sorted(dict(counts).items()):  # type: ignore[call-overload] # a mapping of counts
        _line(label, f"{count:>12,}  {reason.replace('_', ' ')}")


def _counted(finding: Finding) -> bool:
    """Findings that the counts above tell already."""
    return finding.rule.startswith(("crossings_rejected_", "crossings_flagged_"))


def _findings(findings: Iterable[Finding]) -> None:
    found = sorted(findings, key=lambda f: Severity.ORDER.index(f.severity))
    for finding in found[:SHOWN]:
        click.echo(f"  {finding.severity:9} {sentence(finding)}")
    if len(found) > SHOWN:
        click.echo(f"  ... and {len(found) - SHOWN} more")


def _span(dataset: Dataset) -> str:
    from mtm.microdata.records import day_of

    return f"{day_of(dataset.first_day)} to {day_of(dataset.last_day)}"


def _line(label: str, text: str) -> None:
    click.echo(f"{label:17} {text}")
