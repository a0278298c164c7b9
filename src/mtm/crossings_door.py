"""The commands ``mtm simulate``, ``mtm intake`` and ``mtm tabulate``: border crossings, from single records to counts.

Scope: reads arguments, calls ``microdata`` and ``build.handing``, shows, exits. Heavy imports stay inside the commands.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
ANY = click.Path(path_type=Path)
EXTRAS = {"fast": ("numba", "numpy", "pyarrow"), "spark": ("pyspark", "sqlglot")}


@click.group()
def simulate() -> None:
    """Make synthetic records to try things out; everything made from them says that it is simulated."""


@simulate.command("crossings")
@click.argument("out", type=ANY)
@click.option("--rows", type=click.IntRange(1, 10**10), required=True, help="Number of crossings, such as 10_000_000.")
@click.option("--seed", type=int, required=True, help="The same seed gives the same records.")
@click.option("--first", default="2022-Q1", metavar="QUARTER", help="First quarter; default 2022-Q1.")
@click.option("--last", default="2024-Q4", metavar="QUARTER", help="Last quarter; default 2024-Q4.")
@click.option("--country", default="XAA", metavar="CODE", help="Whose border it is; default XAA, no country.")
@click.option("--zone", default="Asia/Almaty", metavar="NAME", help="Clock at the border, such as Asia/Almaty.")
@click.option("--totals", type=FILE, help="CSV of quarter,citizenship,entries,exits to be met; default published ones.")
@click.option("--extract", is_flag=True, help="OUT is a .csv or .parquet file as a border service might send it.")
@click.option("--memory", default="", metavar="SIZE", help="Most memory of the database, such as 1200MB.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; errors still show.")
def simulate_crossings(
    out: Path, rows: int, seed: int, first: str, last: str, country: str, zone: str, totals: Path | None,
    extract: bool, memory: str, quiet: bool,
) -> None:  # fmt: skip
    """Make ROWS simulated crossings in the folder OUT, calibrated to published totals."""
    from mtm.console import progress
    from mtm.crossings_summary import show_simulated
    from mtm.microdata.simulate import simulate as make
    from mtm.microdata.simulate import simulate_extract
    from mtm.microdata.totals import quarter_number, read_totals
    from mtm.microdata.workbench import MEMORY

    _known_area(country)
    told = read_totals(totals) if totals else ()
    span = (quarter_number(first), quarter_number(last))
    _forwards(span)
    if extract:
        out.parent.mkdir(parents=True, exist_ok=True)
        with progress(quiet) as step:
            simulate_extract(out, rows, seed, told, first=span[0], last=span[1], home=country, zone=zone, step=step)
        click.echo(f"Simulated         {rows:,} crossings in {out}", err=quiet)
        return
    with progress(quiet) as step:
        found = make(
            out, rows, seed, told, first=span[0], last=span[1], home=country, zone=zone, memory=memory or MEMORY,
            step=step,
        )  # fmt: skip
    if not quiet:
        show_simulated(found)


@click.group()
def intake() -> None:
    """Take in individual records; the persons in them become pseudonyms."""


@intake.command("crossings")
@click.argument("path", type=ANY)
@click.argument("out", type=FOLDER)
@click.option("--mapping", type=FILE, required=True, help="YAML that says what the columns and codes mean.")
@click.option("--key", type=FILE, envvar="MTM_KEY_FILE", help="File of the pseudonyms' key, away from the data; also "
              "MTM_KEY_FILE. Default: made once in your own folder.")  # fmt: skip
@click.option("--received", metavar="DATE", help="Day of receipt; default: the date that the file's name begins with.")
@click.option("--memory", default="", metavar="SIZE", help="Most memory of the database, such as 1200MB.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; errors still show.")
def intake_crossings(
    path: Path, out: Path, mapping: Path, key: Path | None, received: str | None, memory: str, quiet: bool
) -> None:
    """Take the extract PATH (.csv, .parquet, or a folder of them) into the dataset OUT; run again to go on."""
    from mtm.console import progress
    from mtm.crossings_summary import show_taken_in
    from mtm.microdata.intake import intake as take
    from mtm.microdata.workbench import MEMORY

    with progress(quiet) as step:
        found = take(path, mapping, out, key=key, received=_day(received, "--received"),
                     memory=memory or MEMORY, step=step)  # fmt: skip
    blocked = any(finding.severity == "blocking" for one in found for finding in one.findings)
    if not quiet or blocked:
        show_taken_in(found)
    sys.exit(1 if blocked else 0)


@click.command()
@click.argument("dataset", type=FOLDER)
@click.option(
    "--tabulation", "wanted", multiple=True, metavar="NAME", help="One, or several by commas, or all (the default)."
)
@click.option("--engine", default="auto", metavar="NAME", help="auto, duckdb, fast, local (Spark here), spark://HOST.")
@click.option("--into", type=FOLDER, help="Workspace whose inbox takes the results, by its own rules.")
@click.option("--out", type=FILE, help="Without a workspace: write the results to this CSV file.")
@click.option("--source", default="", metavar="ID", help="The workspace's derived source; default: the only one.")
@click.option("--name", default="crossings", metavar="NAME", help="Name of the delivery, after its date.")
@click.option("--as-of", "as_of", metavar="DATE", help="Look at records up to this day only.")
@click.option("--received", metavar="DATE", help="Date of the delivery; default: --as-of, or the latest receipt.")
@click.option("--since", metavar="PERIOD", help="Only results about this period and later ones, such as 2024-Q1.")
@click.option("--permitted", multiple=True, metavar="CODE=DAYS", help="Permitted stay of a citizenship: XBB=90.")
@click.option("--replace", is_flag=True, help="Replace a delivery of the same name and date.")
@click.option("--memory", default="", metavar="SIZE", help="Most memory of the database, such as 1200MB.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; errors still show.")
def tabulate(
    dataset: Path, wanted: tuple[str, ...], engine: str, into: Path | None, out: Path | None, source: str, name: str,
    as_of: str | None, received: str | None, since: str | None, permitted: tuple[str, ...], replace: bool, memory: str,
    quiet: bool,
) -> None:  # fmt: skip
    """Turn the crossings of DATASET into counts of crossings, persons, stays and migrants."""
    from mtm.build.handing import Order, tabulate_dataset, tabulate_into
    from mtm.console import progress
    from mtm.crossings_summary import show_tabulated
    from mtm.derived.writing import save

    _need_extra(engine)
    order = Order(
        _named(wanted), "local[2]" if engine == "local" else engine, _day(as_of, "--as-of"),
        _day(received, "--received"), _begin(since), _permitted(permitted), memory, name, source, replace,
    )  # fmt: skip
    with progress(quiet) as step:
        found = tabulate_into(dataset, into, order, step) if into else tabulate_dataset(dataset, order, step)
    if out and not into:
        save(found.observations, out)
    if not quiet:
        show_tabulated(found, out if not into else None)


def _day(text: str | None, where: str) -> date | None:
    from mtm.model.errors import MtmError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise MtmError("not a date", where=where, value=text or "", remedy="Write YYYY-MM-DD.") from None


def _named(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The tabulations, whether the option stands several times or the names are joined by commas."""
    found = (name.strip() for text in wanted for name in text.split(","))
    return tuple(name for name in found if name) or ("all",)


def _begin(text: str | None) -> date | None:
    from mtm.model.errors import MtmError
    from mtm.model.period import Period

    try:
        return Period.parse(text).start if text else None
    except ValueError:
        raise MtmError("not a period", where="--since", value=text or "", remedy="Write it like 2024-Q1.") from None


def _permitted(texts: tuple[str, ...]) -> dict[str, int]:
    from mtm.model.errors import MtmError

    found: dict[str, int] = {}
    for text in texts:
        area, _, days = text.partition("=")
        if not (len(area) == 3 and area.isupper() and days.isdecimal() and int(days) > 0):
            remedy = "Write a citizenship and days, such as XBB=90."
            raise MtmError("not a permitted stay", where="--permitted", value=text, remedy=remedy)
        found[area] = int(days)
    return found


def _need_extra(engine: str) -> None:
    """What an engine needs is asked for before any work begins."""
    from importlib.util import find_spec

    from mtm.model.errors import MtmError

    extra = "fast" if engine == "fast" else "spark" if engine.startswith(("spark", "local")) else ""
    missing = [module for module in EXTRAS.get(extra, ()) if find_spec(module) is None]
    if missing:
        remedy = f'Install them with: pip install "mtm[{extra}]". Without them, --engine duckdb gives the same rows.'
        raise MtmError(f"the engine needs {' and '.join(missing)}", where="--engine", value=engine, remedy=remedy)


def _known_area(code: str) -> None:
    """A simulation is of no real country."""
    from mtm.codelists.areas import is_user_assigned
    from mtm.model.errors import MtmError

    if not is_user_assigned(code):
        remedy = "Choose one that ISO 3166-1 leaves to its users: AAA to AAZ, QMA to QZZ, XAA to XZZ, ZZA to ZZZ."
        raise MtmError("simulated crossings are of no real country", where="--country", value=code, remedy=remedy)


def _forwards(span: tuple[int, int]) -> None:
    from mtm.model.errors import MtmError

    if span[0] > span[1]:
        raise MtmError("the first quarter lies after the last", where="--first", remedy="Give them in order.")
