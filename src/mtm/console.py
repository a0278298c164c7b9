"""What a person sees in the console: progress while the work goes on, and a summary at its end.

Scope: words on the terminal. Progress goes to the error stream and disappears, the summary to the output stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mtm.build.progress import Step
from mtm.kit.messages import sentence
from mtm.model.finding import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from mtm.build import Outcome
    from mtm.build.letters import Letters
    from mtm.build.review import Taken


SHOWN = 12
"""Findings shown in the summary; all of them stand in findings.json and in the report."""


@contextmanager
def progress(quiet: bool = False) -> Iterator[Step]:
    """A progress bar that vanishes when the work is done; silent where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _what, _done, _of: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=1)
        yield lambda what, done, of: bar.update(task, description=what, completed=done, total=max(of, 1))


def show_outcome(outcome: Outcome, quiet: bool = False) -> None:
    """The summary after a build: files, observations, findings by severity, and where the report is."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False, soft_wrap=True)
    if quiet and not outcome.blocked:
        return
    lines = [
        f"Period            {outcome.period}, data known on {outcome.as_of}",
        f"Files             {outcome.files} in the inbox, {outcome.read} read now, {outcome.used} used at this cut-off",
        f"Observations      {outcome.new} new, {outcome.changed} changed, {outcome.unchanged} unchanged; "
        f"{outcome.held} at this cut-off",
        f"Rows set aside    {outcome.set_aside}",
        f"Findings          {_tally(outcome.findings)}",
    ]
    for line in lines:
        console.print(escape(line))
    show_findings(console, outcome)
    where = (
        f"Release           {outcome.release}"
        if outcome.release
        else "No release was written: a blocking finding stands."
    )
    console.print(escape(where))
    for path in outcome.reports:
        console.print(escape(f"Report            {path}"))


def show_findings(console: object, outcome: Outcome) -> None:
    """The heaviest findings as sentences, and how many more there are."""
    from rich.markup import escape

    shown = [f for f in outcome.findings if f.severity != Severity.NOTE][:SHOWN]
    for finding in shown:
        words = sentence(finding, outcome.language, outcome.names)
        console.print(escape(f"  {finding.severity:9} {words}"))  # type: ignore[attr-defined] # rich stays unloaded
    rest = len(outcome.findings) - len(shown)
    if rest:
        console.print(escape(f"  ... and {rest} more in findings.json"))  # type: ignore[attr-defined] # as above


def _tally(findings: tuple[Finding, ...]) -> str:
    counted = Counter(f.severity for f in findings)
    return ", ".join(f"{counted[s]} {s}" for s in Severity.ORDER if counted[s]) or "none"


def show_letters(found: Letters, paths: tuple[Path, ...]) -> None:
    """Every letter as text on the output stream; where it was written and what holds it back on the error stream."""
    import click

    from mtm.writers.letter import text

    for letter in found.letters:
        click.echo(f"{'=' * 100}\n{text(letter.report)}")
    for path in paths:
        click.echo(f"Letter            {path}", err=True)
    if not found.letters:
        click.echo(f"No agency is asked anything about {found.period}, data known on {found.as_of}.")
    if found.draft:
        click.echo(f"The words of letters in the language {found.language} are a draft: read before sending.", err=True)
    if found.blocked:
        click.echo("A blocking finding stands: mtm build shows it.", err=True)


def show_taken(taken: Taken) -> None:
    """What came of a translator's file: sentences taken over, files written, rows that were not taken and why."""
    import click

    click.echo(f"Rows              {taken.rows} read, {taken.changed} changed and taken over")
    for path in taken.files:
        click.echo(f"Written           {path}")
    for row in taken.refused:
        click.echo(f"Not taken         {row.id}: {row.reason}")
