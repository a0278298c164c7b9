"""The command: it answers at once, says what to do next, and never shows a traceback."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mtm.cli import main

HEAVY = ("duckdb", "typst", "pydantic", "lxml", "openpyxl", "docx", "jinja2", "yaml", "rich", "babel", "pypdfium2")


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_help_lists_every_command_and_loads_nothing_heavy():
    code = (
        "import sys; from click.testing import CliRunner; from mtm.cli import main; "
        "r = CliRunner().invoke(main, ['--help']); print(r.output); "
        f"print('LOADED', [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)

    assert "LOADED []" in done.stdout
    for name in main.commands:
        assert name in done.stdout


def test_every_command_says_what_it_does():
    for name, command in main.commands.items():
        assert command.help and command.help[0].isupper(), name
        assert run(name, "--help").exit_code == 0


def test_new_makes_a_workspace_once_and_never_writes_into_one_in_use(tmp_path):
    target = tmp_path / "country"

    assert run("new", str(target)).exit_code == 0
    assert (target / "workspace.yml").is_file()

    again = run("new", str(target))
    assert again.exit_code == 2
    assert "not empty" in again.output


def test_a_folder_that_holds_only_surveys_may_become_a_workspace(tmp_path):
    form = tmp_path / "country" / "surveys" / "workers" / "form.xlsx"
    form.parent.mkdir(parents=True)
    form.write_bytes(b"a form")

    assert run("new", str(tmp_path / "country")).exit_code == 0
    assert (tmp_path / "country" / "workspace.yml").is_file()
    assert form.read_bytes() == b"a form"


def test_trace_before_any_build_says_which_command_to_run(tmp_path):
    run("new", str(tmp_path / "c"))

    result = run("trace", str(tmp_path / "c"), "2026-Q1", "74,195")

    assert result.exit_code == 2
    assert "mtm build" in result.output


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("doors") / "country"
    run("new", str(workspace))
    assert run("build", str(workspace), "2026-Q1").exit_code == 0
    return workspace


def test_trace_leads_from_a_printed_number_to_its_cell(built):
    result = run("trace", str(built), "2026-Q1", "74,195")

    assert result.exit_code == 0
    assert "2026-04-20_crossings-2026-Q1.csv" in result.output
    assert '"74195"' in result.output


def test_trace_of_a_number_that_nobody_printed_is_an_error_with_a_remedy(built):
    result = run("trace", str(built), "2026-Q1", "12345")

    assert result.exit_code == 2
    assert "figures.json" in result.output


def test_verify_names_the_file_in_which_one_digit_was_edited(built, tmp_path):
    release = built / "releases" / "2026-Q1"
    assert run("verify", str(release)).exit_code == 0
    path = release / "observations.csv"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"74195", b"74196", 1))
    try:
        result = run("verify", str(release))
    finally:
        path.write_bytes(whole)

    assert result.exit_code == 1
    assert "observations.csv" in result.output


def test_the_summary_counts_files_observations_and_findings_and_says_where_the_report_is(built):
    result = run("build", str(built), "2026-Q1")

    for part in ("2 in the inbox, 0 read now", "0 new, 0 changed", "Findings", "report.en.pdf"):
        assert part in result.output.replace("\n", " "), result.output


def test_simulated_data_are_called_simulated_in_every_document(built):
    release = built / "releases" / "2026-Q1"
    page = (release / "report.en.html").read_text(encoding="utf-8")

    assert "Simulated" in page


def test_audit_of_a_text_with_a_wrong_sum_finds_it(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(
        "# Report\n\n| Country | Arrivals | Departures |\n| --- | --- | --- |\n| Uzbekistan | 1,120 | 900 |\n"
        "| China | 880 | 700 |\n| Total | 2,100 | 1,600 |\n",
        encoding="utf-8",
    )

    result = run("audit", str(path), "--json")

    assert result.exit_code == 1
    assert [f["class"] for f in json.loads(result.output)["findings"]] == ["error"]


def test_a_mistake_in_mtm_itself_is_one_paragraph_and_no_traceback(tmp_path, monkeypatch):
    def broken(_path):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("mtm.workspace.scaffold.scaffold", broken)

    result = run("new", str(tmp_path / "x"))

    assert result.exit_code == 3
    assert "mistake in mtm itself" in result.output and "Traceback" not in result.output
