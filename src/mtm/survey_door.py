"""The commands ``mtm survey …``: field data from the form to weighted estimates.

Scope: reads arguments, calls the surveys rooms, shows, exits. Files are read here (in the readers' own process) and
handed on as cells, because stages do not import each other. Heavy imports stay inside the commands.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mtm.model.finding import Finding

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def survey() -> None:
    """Field data: forms, intake, quality checks and weighted estimates."""


@survey.command()
@click.argument("workspace", type=FOLDER)
@click.argument("round_name", metavar="ROUND")
@click.argument("export", type=FILE, required=False)
@click.option("--from-kobo", is_flag=True, help="From KoboToolbox: MTM_KOBO_SERVER, MTM_KOBO_ASSET, MTM_KOBO_TOKEN.")
@click.option("--from-odk", is_flag=True, help="From ODK Central: MTM_ODK_SERVER, MTM_ODK_FORM, MTM_ODK_TOKEN.")
@click.option("--key-file", type=FILE, help="The key of the vault; default: the environment variable MTM_VAULT_KEY.")
@click.option("--another-key", is_flag=True, help="Go on with another key than before, because that one is lost.")
def intake(
    workspace: Path,
    round_name: str,
    export: Path | None,
    from_kobo: bool,
    from_odk: bool,
    key_file: Path | None,
    another_key: bool,
) -> None:
    """Take an EXPORT (.xlsx, .csv or .zip) of KoboToolbox or ODK Central into ROUND; personal data go to its vault."""
    import os

    from mtm.survey_files import opened
    from mtm.surveys.extra import needed
    from mtm.surveys.intake.take import take
    from mtm.surveys.plan import load_plan
    from mtm.surveys.rounds import load_round_file, round_folder
    from mtm.surveys.vault import find_key

    if (export is not None) + from_kobo + from_odk != 1:
        raise click.UsageError("Name an EXPORT, or a server with --from-kobo or --from-odk.")
    for library in ("pyarrow", "numpy", "cryptography"):
        needed(library)
    folder = round_folder(workspace, round_name)
    load_round_file(folder)
    plan = load_plan(folder.parent.parent / "plan.yml")
    key = find_key(key_file, os.environ, workspace)
    server = "kobo" if from_kobo else "odk" if from_odk else ""
    with opened(export, server, folder.parent.parent, os.environ) as source:
        taken = take(folder, source, plan, key, another_key=another_key)
    show_rows(taken.rows)
    show(taken.findings)


@survey.command()
@click.argument("file", type=FILE)
def key(file: Path) -> None:
    """Write a new key for vaults to FILE, which must lie outside every workspace; keep a copy in a safe place."""
    from mtm.surveys.vault import write_key

    write_key(file)
    click.echo(f"Key               {file}")
    click.echo("Without it nobody can open the vaults written with it, and nobody can replace it.")


def show_rows(rows: Mapping[str, int]) -> None:
    """The tables that were written, with their rows."""
    from mtm.kit.messages import counted

    for table, count in rows.items():
        click.echo(f"{table:18}{counted(count, 'row', 'rows')}")


def show(findings: tuple[Finding, ...]) -> None:
    """Findings as sentences, the heaviest first."""
    from mtm.kit.messages import sentence

    for finding in sorted(findings, key=lambda one: one.sort_key):
        click.echo(f"  {finding.severity:9} {_where(finding)}{sentence(finding)}")
    if not findings:
        click.echo("No findings.")


def _where(finding: Finding) -> str:
    """The places of a finding: file and sheet once, then the cells."""
    if not finding.places:
        return ""
    first, *others = finding.places
    cells = [place.cell for place in others if (place.file, place.sheet) == (first.file, first.sheet) and place.cell]
    return f"{', '.join([str(first), *cells])}: "


@survey.command()
@click.argument("form", type=FILE)
def check(form: Path) -> None:
    """Judge an XLSForm: is it valid for KoboToolbox and ODK, and fit for our analysis? Uses the plan.yml beside it."""
    from mtm.model.finding import Severity
    from mtm.survey_files import content_of
    from mtm.surveys.forms.check import check as judge
    from mtm.surveys.plan import load_plan

    content, noticed = content_of(form)
    beside = form.parent / "plan.yml"
    _, findings = judge(content, form.name, load_plan(beside) if beside.is_file() else None)
    show((*noticed, *findings))
    sys.exit(1 if any(finding.severity == Severity.BLOCKING for finding in findings) else 0)


@survey.command()
@click.argument("instrument")
@click.argument("workspace", type=FOLDER)
@click.option("--regions", type=FILE, help="CSV with the columns code,en,ru,kk for the form's list of regions.")
def new(instrument: str, workspace: Path, regions: Path | None) -> None:
    """Put a ready INSTRUMENT into WORKSPACE: form, analysis plan and notes for the field."""
    from mtm.surveys.instruments.make import make

    for line in make(instrument, workspace, regions):
        click.echo(line)
