"""The commands for individual crossings: from records to a delivery in a workspace, with words a person can read."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtm.build import known_matrix
from mtm.cli import main
from mtm.microdata.dataset import load
from mtm.microdata.tabulation import names

MAPPING = Path(__file__).parents[2] / "examples" / "tarvia" / "simulation" / "extract.yml"
SOURCE = "name: {en: Records of the border}\nref_area: XAA\nderived: true\n"


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], env=env)


def said(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated dataset of 3,000 crossings in two quarters."""
    out = tmp_path_factory.mktemp("records") / "simulated"
    result = run("simulate", "crossings", out, "--rows", "3_000", "--seed", 1, "--first", "2024-Q3")
    assert result.exit_code == 0, result.output
    assert "3,000 crossings of" in result.output
    assert "2024-07-01 to 2024-12-31" in result.output
    return out


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The same records as a border service might send them, with two bad lines, taken in; and what was said."""
    root = tmp_path_factory.mktemp("extract")
    extract = root / "2025-01-10_crossings.csv"
    run("simulate", "crossings", extract, "--rows", 3000, "--seed", 1, "--first", "2024-Q3", "--extract")
    with extract.open("a", encoding="utf-8") as file:
        file.write("P1,2024-02-30 12:00:00,IN,North Gate,UZB,1990,ROAD,M,WORK,PASSPORT\n")
        file.write("P1,2024-10-05 12:00:00,THROUGH,North Gate,UZB,1990,ROAD,M,WORK,PASSPORT\n")
    out = root / "data" / "dataset"
    told = ("--mapping", MAPPING)
    result = run("intake", "crossings", extract, out, *told, env={"MTM_KEY_FILE": str(root / "safe" / "border.key")})
    assert result.exit_code == 0, result.output
    assert (root / "safe" / "border.key").is_file()
    return out, result


def workspace(root: Path, *, simulated: bool) -> Path:
    run("new", root)
    text = (root / "workspace.yml").read_text(encoding="utf-8")
    told = text.replace("simulated: true", f"simulated: {str(simulated).lower()}")
    (root / "workspace.yml").write_text(told, encoding="utf-8")
    (root / "sources" / "records.yml").write_text(SOURCE, encoding="utf-8")
    return root


def test_an_intake_says_how_many_rows_went_where_and_why(taken: tuple[Path, Result]) -> None:
    out, result = taken

    assert "3,002 read, 3,000 taken in, 2 not taken in" in said(result)
    assert re.search(r"not taken in\s+1\s+time unreadable", result.output)
    assert re.search(r"not taken in\s+1\s+direction unknown", result.output)
    [rejected] = (out / "rejected").glob("*.csv")
    assert str(rejected) in result.output
    assert "P1" not in rejected.read_text(encoding="utf-8")


def test_the_key_is_never_in_the_dataset(taken: tuple[Path, Result]) -> None:
    out, _ = taken
    key = (out.parent.parent / "safe" / "border.key").read_text(encoding="ascii").strip()

    assert all(bytes.fromhex(key) not in p.read_bytes() for p in out.rglob("*") if p.is_file())


def test_the_same_file_again_changes_nothing(taken: tuple[Path, Result]) -> None:
    out, _ = taken
    root, before = out.parent.parent, load(out)
    told = ("--mapping", MAPPING, "--key", root / "safe" / "border.key")
    again = run("intake", "crossings", root / "2025-01-10_crossings.csv", out, *told)

    assert again.exit_code == 0
    assert "is already in the dataset" in again.output
    assert load(out) == before


def test_a_file_of_which_nothing_is_good_exits_with_one(tmp_path: Path, taken: tuple[Path, Result]) -> None:
    root = taken[0].parent.parent
    bad = tmp_path / "in" / "2025-01-11_bad.csv"
    bad.parent.mkdir()
    header = (root / "2025-01-10_crossings.csv").read_text(encoding="utf-8").splitlines()[0]
    bad.write_text(f"{header}\nP1,never,IN,North Gate,UZB,1990,ROAD,M,WORK,PASSPORT\n", encoding="utf-8")
    told = ("--mapping", MAPPING, "--key", tmp_path / "safe" / "k")
    result = run("intake", "crossings", bad, tmp_path / "data" / "out", *told)

    assert result.exit_code == 1
    assert "No row of 2025-01-11_bad.csv could be taken in" in result.output


def test_real_records_become_a_delivery_that_the_matrix_holds(tmp_path: Path, taken: tuple[Path, Result]) -> None:
    root = workspace(tmp_path / "w", simulated=False)
    told = ("--tabulation", "persons", "--tabulation", "migrants", "--engine", "duckdb", "--into", root)
    result = run("tabulate", taken[0], *told)

    assert result.exit_code == 0, result.output
    assert "match_rates" in result.output  # comes with every linked result
    assert "inbox" in result.output
    [persons] = known_matrix(root).select("persons_entering", source="records", counterpart_area="_T")[-1:]
    assert persons.value is not None
    assert persons.attribute("tabulation") == "persons"
    assert persons.attribute("dataset_sha256") == load(taken[0]).content[:16]
    assert persons.origin.cell.endswith("column value")
    assert str(persons.vintage) == "2025-01-10"


def test_small_counts_are_withheld_by_the_workspace_s_own_threshold(tmp_path: Path, taken: tuple[Path, Result]) -> None:
    root = workspace(tmp_path / "w", simulated=False)
    with (root / "workspace.yml").open("a", encoding="utf-8") as file:
        file.write("small_counts: 50\n")
    assert run("tabulate", taken[0], "--tabulation", "crossings", "--into", root).exit_code == 0

    found = [o for o in known_matrix(root).observations if o.origin.source == "records"]
    assert not [o for o in found if o.value is not None and 0 < o.value < 50]
    assert {o.obs_status for o in found if o.value is None} == {"Q"}


def test_codes_that_the_workspace_does_not_know_are_told_at_once(tmp_path: Path, taken: tuple[Path, Result]) -> None:
    root = workspace(tmp_path / "w", simulated=False)
    result = run("tabulate", taken[0], "--tabulation", "corridors", "--into", root)

    assert result.exit_code == 0
    assert "A build will set" in result.output
    assert "North Gate" in result.output


def test_simulated_records_never_enter_a_real_workspace(tmp_path: Path, records: Path) -> None:
    root = workspace(tmp_path / "w", simulated=False)
    result = run("tabulate", records, "--tabulation", "persons", "--into", root)

    assert result.exit_code == 2
    assert "simulated records never enter a real country's workspace" in result.output
    assert not (root / "inbox" / "records").exists()


def test_a_delivery_is_not_changed_by_a_second_run_unless_that_is_wanted(tmp_path: Path, records: Path) -> None:
    root = workspace(tmp_path / "w", simulated=True)
    first = ("tabulate", records, "--tabulation", "persons", "--into", root)
    assert run(*first).exit_code == 0
    assert run(*first).exit_code == 0  # the same bytes
    other = run(*first, "--since", "2024-Q4")
    assert other.exit_code == 2
    assert "deliveries are not changed" in other.output
    assert run(*first, "--since", "2024-Q4", "--replace").exit_code == 0


def test_results_can_be_written_to_a_file_instead(tmp_path: Path, records: Path) -> None:
    result = run("tabulate", records, "--tabulation", "stays,persons", "--out", tmp_path / "stays.csv")

    assert result.exit_code == 0
    assert "These records are simulated" in result.output
    written = (tmp_path / "stays.csv").read_text(encoding="utf-8")
    assert written.startswith("indicator,time_period,")
    assert "persons_entering" in written and "stays_completed" in written


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--tabulation", "stay"), "Unknown tabulation"),
        (("--engine", "hadoop"), "Unknown engine"),
        (("--as-of", "yesterday"), "not a date"),
        (("--since", "2024-Q9"), "not a period"),
        (("--permitted", "UZB"), "not a permitted stay"),
    ],
)
def test_a_mistake_in_an_option_is_named(records: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("tabulate", records, *arguments)

    assert result.exit_code == 2
    assert complaint in result.output


def test_a_folder_without_a_dataset_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("tabulate", tmp_path)

    assert result.exit_code == 2
    assert "mtm intake crossings" in result.output


@pytest.mark.parametrize(("engine", "extra"), [("fast", "fast"), ("local", "spark"), ("spark://host:7077", "spark")])
def test_an_engine_without_its_libraries_says_which_extra_to_install(
    records: Path, monkeypatch: pytest.MonkeyPatch, engine: str, extra: str
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run("tabulate", records, "--engine", engine)

    assert result.exit_code == 2
    assert f'pip install "mtm[{extra}]"' in result.output


def test_counting_needs_nothing_but_the_plain_installation(tmp_path: Path, records: Path) -> None:
    """The extras' libraries are made impossible to import; DuckDB alone does the work."""
    import subprocess

    barred = ("numba", "numpy", "pyarrow", "pyspark", "sqlglot", "pandas")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({barred!r})); from mtm.cli import main; "
        f"main(['tabulate', {str(records)!r}, '--tabulation', 'persons', '--out', {str(tmp_path / 'p.csv')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "p.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--country", "KAZ"), "of no real country"),
        (("--first", "2024"), "not a quarter"),
        (("--first", "2025-Q1", "--last", "2024-Q1"), "after the last"),
        (("--totals", "nowhere.csv"), "cannot be read"),
    ],
)
def test_a_simulation_refuses_what_it_cannot_do(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    result = run("simulate", "crossings", tmp_path / "d", "--rows", 10, "--seed", 1, *arguments)

    assert result.exit_code == 2
    assert complaint in result.output


def test_a_simulation_meets_the_totals_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "totals.csv").write_text(
        "quarter,citizenship,entries,exits\n2024-Q4,XBB,60,40\n2024-Q4,XCC,50,50\n", encoding="utf-8"
    )
    told = ("--rows", 200, "--seed", 1, "--totals", tmp_path / "totals.csv")
    assert run("simulate", "crossings", tmp_path / "d", *told).exit_code == 0
    assert run("tabulate", tmp_path / "d", "--tabulation", "crossings", "--out", tmp_path / "c.csv").exit_code == 0

    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["breakdown"] and row["indicator"] == "recorded_entries"]
    entries = {row["counterpart_area"]: row["value"] for row in rows}
    assert (entries["XBB"], entries["XCC"], entries["_T"]) == ("60", "50", "110")


HEAD = "quarter,citizenship,entries,exits\n"


@pytest.mark.parametrize(
    "text",
    ["", "quarter;citizenship\n", HEAD, f"{HEAD}2024-Q4,UZ,1,2\n", f"{HEAD}2024-Q4,UZB,1.5,2\n",
     f"{HEAD}2024-Q5,UZB,1,2\n", f"{HEAD}2024-Q4,UZB,1,2\n2024-Q4,UZB,1,2\n"],
)  # fmt: skip
def test_a_file_of_totals_that_does_not_hold_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "totals.csv").write_text(text, encoding="utf-8")
    told = ("--rows", 10, "--seed", 1, "--totals", tmp_path / "totals.csv")

    assert run("simulate", "crossings", tmp_path / "d", *told).exit_code == 2


def test_every_tabulation_can_be_asked_for_by_name() -> None:
    page = run("tabulate", "--help").output

    assert "--tabulation" in page
    assert len(names()) > 10
