"""The command ``mtm``: reads the arguments, calls, shows, exits.

Exit codes: 0 done (warnings may stand), 1 a blocking finding stands or an audit found errors, 2 the command cannot run.
Everything heavy is imported where it is used, so that ``mtm --help`` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mtm import __version__

FOLDER = click.Path(path_type=Path, file_okay=False)
EXISTING = click.Path(path_type=Path, exists=True)


class Door(click.Group):
    """Shows an error that the user can act on as one paragraph; a traceback never reaches them."""

    def invoke(self, ctx: click.Context) -> Any:
        from mtm.model.errors import MtmError

        try:
            return super().invoke(ctx)
        except MtmError as error:
            click.echo(f"mtm: {error}", err=True)
            sys.exit(2)
        except (KeyboardInterrupt, BrokenPipeError):
            sys.exit(130)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mtm")
def main() -> None:
    """Mobility Tracking Matrix: partner files in, a traced migration report out."""


@main.command()
@click.argument("workspace", type=FOLDER)
@click.argument("period")
@click.option("--out", type=FOLDER, help="Folder for the release; default: WORKSPACE/releases/PERIOD.")
@click.option("--as-of", "as_of", metavar="DATE", help="Cut-off YYYY-MM-DD; default: the period's in workspace.yml.")
@click.option("--languages", metavar="LIST", help="Languages such as en,ru,kk; default: the workspace's.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; errors still show.")
def build(workspace: Path, period: str, out: Path | None, as_of: str | None, languages: str | None, quiet: bool) -> None:
    """Compile the report of PERIOD (such as 2023-Q4) from the files in WORKSPACE."""
    from mtm.build import build as build_release
    from mtm.console import progress, show_outcome

    wanted = tuple(part.strip() for part in languages.split(",")) if languages else None
    with progress(quiet) as step:
        outcome = build_release(workspace, period, out=out, as_of=as_of, languages=wanted, step=step)
    show_outcome(outcome, quiet)
    sys.exit(1 if outcome.blocked else 0)


if __name__ == "__main__":
    main()
