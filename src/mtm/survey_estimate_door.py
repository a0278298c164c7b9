"""The command ``mtm survey estimate``: a round's answers become weighted estimates in the workspace's inbox."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtm.build.estimating import Handed
    from mtm.surveys.estimates.estimate import Estimate

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("workspace", type=FOLDER)
@click.argument("round_name", metavar="ROUND")
@click.option("--source", default="", metavar="ID", help="The workspace's derived source; default: the instrument's.")
@click.option("--received", metavar="DATE", help="Date of the delivery; default: the last day of the field work.")
@click.option(
    "--compare",
    "earlier",
    default="",
    metavar="ROUND",
    help="Test what changed since an earlier round, and hand that on, too.",
)
@click.option("--names", is_flag=True, help="Only print the lines that indicators.yml lacks, as YAML.")
@click.option("--replace", is_flag=True, help="Replace a delivery of the same name and date.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; errors still show.")
def estimate(
    workspace: Path,
    round_name: str,
    source: str,
    received: str | None,
    earlier: str,
    names: bool,
    replace: bool,
    quiet: bool,
) -> None:
    """Estimate the indicators of ROUND's plan; the next mtm build prints them."""
    from mtm.build.estimating import Order, estimate_into, names_for
    from mtm.console import progress
    from mtm.surveys.extra import needed

    needed("pyarrow"), needed("scipy")
    order = Order(round_name, source, _day(received, "--received"), replace=replace, earlier=earlier)
    if names:
        click.echo(names_for(workspace, order) or "Nothing is missing.", nl=False)
        return
    with progress(quiet) as step:
        found = estimate_into(workspace, order, step)
    if not quiet:
        _show(found)
    if earlier:
        _show_changes(found, earlier)
    sys.exit(1 if any(finding.severity == "blocking" for finding in found.read.findings) else 0)


def _day(text: str | None, where: str) -> date | None:
    from mtm.model.errors import MtmError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise MtmError("not a date", where=where, value=text or "", remedy="Write YYYY-MM-DD.") from None


def _show(found: Handed) -> None:
    """What was estimated, published, marked and withheld, and where it went."""
    from mtm.survey_door import show

    response = found.found.response
    click.echo(f"Round             {found.round.id}{' (simulated)' if found.round.simulated else ''}")
    click.echo(f"Interviews        {response.complete + response.partial}")
    if found.round.file.design.kind == "probability" and response.rr1 is not None:
        click.echo(f"Response rate     {100 * response.rr1:.1f} % (AAPOR RR1)")
    counts = [sum(e.status == status for e in found.estimates) for status in ("published", "marked", "withheld")]
    click.echo(f"Estimates         {counts[0]} published, {counts[1]} marked, {counts[2]} withheld")
    for one in found.estimates:
        if not one.domain:
            click.echo(f"  {_line(one)}")
    click.echo(f"Delivery          {found.path}")
    show((*found.findings, *found.read.findings))


def _line(one: Estimate) -> str:
    """One estimate as a line: value, interval, n; a withheld one with its reason."""
    scale = 100 if one.kind == "proportion" else 1
    if one.status == "withheld" or one.value is None:
        return f"{one.indicator:32} withheld ({one.reason})"
    interval = (
        f" ({scale * one.lower:.1f} to {scale * one.upper:.1f})"
        if one.lower is not None and one.upper is not None
        else ""
    )
    sign = " %" if one.kind == "proportion" else ""
    mark = f" [{one.reason}]" if one.reason else ""
    return f"{one.indicator:32} {scale * one.value:.1f}{sign}{interval}, n = {one.n}{mark}"


def _show_changes(found: Handed, earlier: str) -> None:
    """What changed since an earlier round, tested as one family; what cannot be compared, and why."""
    from mtm.kit.messages import counted
    from mtm.surveys.estimates.comparison import NO_CLEAR_CHANGE

    family = len(found.changes)
    click.echo(
        f"Compared with     {earlier}: {counted(family, 'difference', 'differences')} tested together (Holm, 0.05)"
    )
    for one in found.changes:
        if one.domain and one.verdict == NO_CLEAR_CHANGE:
            continue
        domain = " ".join(f"{dimension}={code}" for dimension, code in one.domain)
        verdict = "no clear change" if one.verdict == NO_CLEAR_CHANGE else one.verdict
        click.echo(f"  {one.indicator:32} {domain:20} {verdict}: {one.difference:+.3f} "
                   f"({one.lower:+.3f} to {one.upper:+.3f}), p = {one.adjusted:.3f}")  # fmt: skip
    quiet = sum(1 for one in found.changes if one.domain and one.verdict == NO_CLEAR_CHANGE)
    click.echo(f"  no clear change in {counted(quiet, 'further group', 'further groups')}")
    from mtm.survey_door import show

    show(found.not_compared)
