"""The command ``mtm``: reads the arguments, calls, shows, exits.

Exit codes: 0 done (warnings may stand), 1 a blocking finding stands or an audit found errors, 2 the command cannot
run, 3 a mistake in mtm itself.
Everything heavy is imported where it is used, so that ``mtm --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from mtm import __version__
from mtm.crossings_door import intake, simulate, tabulate
from mtm.survey_door import survey
from mtm.survey_estimate_door import estimate
from mtm.survey_quality_door import clean, microdata, quality

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
        except (click.exceptions.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("MTM_DEBUG"):
                raise
            click.echo(f"mtm: a mistake in mtm itself ({type(error).__name__}: {error}). Nothing was published. "
                       "Set MTM_DEBUG=1 and run again to see where, and please report it.", err=True)  # fmt: skip
            sys.exit(3)


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
def build(
    workspace: Path, period: str, out: Path | None, as_of: str | None, languages: str | None, quiet: bool
) -> None:
    """Compile the report of PERIOD (such as 2023-Q4) from the files in WORKSPACE."""
    from mtm.build import build as build_release
    from mtm.console import progress, show_outcome

    wanted = tuple(part.strip() for part in languages.split(",")) if languages else None
    with progress(quiet) as step:
        outcome = build_release(workspace, period, out=out, as_of=as_of, languages=wanted, epoch=_epoch(), step=step)
    show_outcome(outcome, quiet)
    sys.exit(1 if outcome.blocked else 0)


@main.command()
@click.argument("workspace", type=FOLDER)
@click.argument("period")
@click.option("--language", metavar="CODE", help="Language of the letters; default: the workspace's first.")
@click.option("--as-of", "as_of", metavar="DATE", help="What was received up to YYYY-MM-DD; default: the cut-off.")
@click.option("--out", type=FOLDER, help="Folder for the letters; default: WORKSPACE/letters/PERIOD.")
def check(workspace: Path, period: str, language: str | None, as_of: str | None, out: Path | None) -> None:
    """Write to each agency what it is asked about its data for PERIOD; no report is made."""
    from mtm.build.letters import check as check_data
    from mtm.build.letters import write_letters
    from mtm.console import progress, show_letters

    with progress() as step:
        found = check_data(workspace, period, language=language, as_of=as_of, step=step)
    show_letters(found, write_letters(found, out or found.folder))
    sys.exit(1 if found.blocked else 0)


@main.command()
@click.argument("workspace", type=FOLDER)
@click.argument("language")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Default: WORKSPACE/review/LANGUAGE.docx.")
@click.option("--take", type=click.Path(path_type=Path, dir_okay=False), help="The file as it came back.")
@click.option("--by", default="", metavar="NAME", help="With --take: who reviewed; marks the texts as reviewed.")
def review(workspace: Path, language: str, out: Path | None, take: Path | None, by: str) -> None:
    """Write the texts of LANGUAGE beside the English ones for a translator, or --take over what came back."""
    from mtm.console import show_taken

    if take is None:
        from mtm.build.review import write_review

        click.echo(f"Review            {write_review(workspace, language, out)}")
        return
    from mtm.build.review import take_review

    taken = take_review(workspace, language, take, by)
    show_taken(taken)
    sys.exit(1 if taken.refused else 0)


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH, the reproducible-builds convention for the time that files carry."""
    from mtm.model.errors import MtmError

    text = os.environ.get("SOURCE_DATE_EPOCH")
    if text is None or text.isdecimal():
        return int(text) if text else None
    remedy = "Give whole seconds since 1970-01-01, or unset it."
    raise MtmError("not a time", where="SOURCE_DATE_EPOCH", value=text, remedy=remedy)


@main.command()
@click.argument("workspace", type=FOLDER)
@click.argument("period")
@click.argument("number")
@click.option("--as-of", "as_of", metavar="DATE", help="The release built with this cut-off.")
@click.option("--release", type=FOLDER, help="The release's folder, if it was built with --out.")
def trace(workspace: Path, period: str, number: str, as_of: str | None, release: Path | None) -> None:
    """Show the chain from a printed NUMBER (such as 9,174, or a figure's id) down to the cells it came from."""
    from mtm.build import release_folder
    from mtm.figures.trace import render, trace
    from mtm.kit.jsonfile import load_json
    from mtm.model.errors import MtmError

    folder = release or release_folder(workspace, period, as_of)
    found = trace(load_json(folder / "figures.json"), number)
    if not found:
        remedy = "Write it as it is printed, or give a figure's id from figures.json."
        raise MtmError("no figure prints this", where=folder.as_posix(), value=number, remedy=remedy)
    click.echo(render(found), nl=False)


@main.command()
@click.argument("release", type=FOLDER)
def verify(release: Path) -> None:
    """Recompute every hash of a RELEASE folder and name each file that was changed, added or removed."""
    from mtm.kit.messages import sentence
    from mtm.writers.manifest import verify as check

    findings = check(release)
    for finding in findings:
        click.echo(str(sentence(finding)))
    if not findings:
        click.echo(f"{release}: every file is as it was released.")
    sys.exit(1 if findings else 0)


@main.command()
@click.argument("folder", type=FOLDER)
def new(folder: Path) -> None:
    """Make a workspace in FOLDER that builds at once, to be filled with a country's own files."""
    from mtm.workspace.scaffold import scaffold

    for line in scaffold(folder):
        click.echo(line)


@main.command()
@click.argument("files", type=EXISTING, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the text with findings marked.")
@click.option("--against", type=FOLDER, help="A workspace whose matrix the report is compared with.")
@click.option("--as-of", "as_of", metavar="DATE", help="With --against: the matrix as known on this day.")
@click.option("--language", type=click.Choice(["en", "ru", "kk"]), default="en", help="Language of the findings.")
def audit(
    files: tuple[Path, ...], as_json: bool, html: Path | None, against: Path | None, as_of: str | None, language: str
) -> None:
    """Find the numbers in a published report that cannot be true together; several FILES are compared."""
    from mtm.audit.command import run

    matrix = None
    if as_of and not against:
        raise click.UsageError("--as-of says as of which day the matrix is known: name a workspace with --against.")
    if against:
        from mtm.build import known_matrix

        matrix = known_matrix(against, as_of)
    code, output = run(files, json=as_json, html=html, against_matrix=matrix, language=language)
    click.echo(output, nl=not output.endswith("\n"), err=code == 2)
    sys.exit(code)


survey.add_command(estimate)
survey.add_command(quality)
survey.add_command(clean)
survey.add_command(microdata)
main.add_command(survey)
main.add_command(simulate)
main.add_command(intake)
main.add_command(tabulate)

if __name__ == "__main__":
    main()
