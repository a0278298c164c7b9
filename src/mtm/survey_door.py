"""The commands ``mtm survey …``: field data from the form to weighted estimates.

Scope: reads arguments, calls the surveys rooms, shows, exits. Files are read here (in the readers' own process) and
handed on as cells, because stages do not import each other. Heavy imports stay inside the commands.
"""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def survey() -> None:
    """Field data: forms, intake, quality checks and weighted estimates."""
