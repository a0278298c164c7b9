"""The commands ``mtm survey …``: field data from the form to weighted estimates.

Scope: reads arguments, calls the surveys rooms, shows, exits. Files are read here (in the readers' own process) and
handed on as cells, because stages do not import each other. Heavy imports stay inside the commands.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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
@click.option("--key-file", type=FILE, help="The key of the vault; default: the environment variable MTM_VAULT_KEY.")
def intake(workspace: Path, round_name: str, export: Path | None, key_file: Path | None) -> None:
    """Take an EXPORT (.xlsx, .csv or .zip) of KoboToolbox or ODK Central into ROUND; personal data go to its vault."""
    import os

    from mtm.survey_files import export_in, sha256_of, versions_in
    from mtm.surveys.extra import needed
    from mtm.surveys.plan import load_plan
    from mtm.surveys.rounds import load_round_file, round_folder
    from mtm.surveys.vault import find_key

    needed("pyarrow"), needed("cryptography")
    folder = round_folder(workspace, round_name)
    load_round_file(folder)
    instrument = folder.parent.parent
    plan = load_plan(instrument / "plan.yml")
    key = find_key(key_file, os.environ, workspace)
    if export is None:
        raise click.UsageError("Name an EXPORT, or a server with --from-kobo or --from-odk.")
    from mtm.surveys.intake.take import Source, take

    source = Source(export_in(export), sha256_of(export), versions_in(instrument))
    taken = take(folder, source, plan, key)
    for table, rows in taken.rows.items():
        click.echo(f"{table:18}{rows} rows")
    show(taken.findings)


@survey.command()
@click.argument("file", type=FILE)
def key(file: Path) -> None:
    """Write a new key for vaults to FILE, which must lie outside every workspace; keep a copy in a safe place."""
    from mtm.surveys.vault import write_key

    write_key(file)
    click.echo(f"Key               {file}")
    click.echo("Without it nobody can open the vaults written with it, and nobody can replace it.")


def show(findings: tuple[Finding, ...]) -> None:
    """Findings as sentences, the heaviest first."""
    from mtm.kit.messages import sentence

    for finding in sorted(findings, key=lambda one: one.sort_key):
        words = sentence(finding)
        place = f"{words.place}: " if words.place else ""
        click.echo(f"  {finding.severity:9} {place}{words}")
    if not findings:
        click.echo("No findings.")
