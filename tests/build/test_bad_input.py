"""Bad input ends in a finding or a clear error: no traceback, nothing half-written, labels stay text."""

import shutil
import zipfile

import pytest
from click.testing import CliRunner

from mtm.build import build
from mtm.cli import main
from mtm.workspace.scaffold import FIRST, scaffold

SHEET = "2026-04-20_crossings-2026-Q1.csv"


@pytest.fixture
def workspace(tmp_path):
    scaffold(tmp_path / "country")
    return tmp_path / "country"


def inbox(workspace):
    return workspace / "inbox" / "border-service"


def run(workspace, period=FIRST, *more):
    return CliRunner().invoke(main, ["build", str(workspace), period, *more])


def rules(outcome):
    return {f.rule for f in outcome.findings}


def test_the_scaffold_itself_builds_without_a_blocking_finding(workspace):
    result = run(workspace)

    assert result.exit_code == 0, result.output
    assert (workspace / "releases" / FIRST / "report.en.pdf").is_file()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("2026-04-21_empty.xlsx", b""),
        ("2026-04-21_cut.xlsx", b"PK\x03\x04" + b"\x00" * 40),
        ("2026-04-21_page.xls", b"<html><body><p>Session expired</p></body></html>"),
        ("2026-04-21_noise.csv", bytes(range(256)) * 4),
        ("2026-04-21_letter.pdf", b"%PDF-1.7\n%%EOF"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_finding_and_the_report_is_built_without_it(workspace, name, data):
    (inbox(workspace) / name).write_bytes(data)

    outcome = build(workspace, FIRST)

    assert any(p.file.endswith(name) for f in outcome.findings for p in f.places)
    assert outcome.release is not None


def test_a_zip_bomb_is_refused(workspace):
    bomb = inbox(workspace) / "2026-04-21_bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 400_000_000)

    outcome = build(workspace, FIRST)

    assert any(p.file.endswith("bomb.xlsx") for f in outcome.findings for p in f.places)


def test_an_unknown_country_is_set_aside_with_a_suggestion_and_not_lost(workspace):
    path = inbox(workspace) / SHEET
    path.write_text(path.read_text(encoding="utf-8").replace("Kyrgyzstan", "Kyrgyzstann"), encoding="utf-8")

    outcome = build(workspace, FIRST)
    told = [f for f in outcome.findings if "Kyrgyzstann" in str(f)]

    assert told and any("Kyrgyzstan" in str(f.params) or "KGZ" in str(f.params) for f in told)
    assert outcome.set_aside >= 2


def test_a_repeated_country_row_is_a_finding(workspace):
    path = inbox(workspace) / SHEET
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Total,", "Uzbekistan,1,1\r\nTotal,"), encoding="utf-8")

    outcome = build(workspace, FIRST)
    told = [f for f in outcome.findings if "UZB" in str(f.params) and "39870, 1" in str(f.params)]

    assert told, "two values for one country and period must not be taken in silence"


def test_a_missing_column_is_a_finding_that_says_what_was_looked_for(workspace):
    path = inbox(workspace) / SHEET
    path.write_text(path.read_text(encoding="utf-8").replace("Departures", "Something else"), encoding="utf-8")

    outcome = build(workspace, FIRST)

    assert any("Departures" in str(f.params) or "border_departures" in str(f.params) for f in outcome.findings)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("workspace.yml", "languages: [en]", "languages: [en", "workspace.yml, line"),
        ("workspace.yml", "simulated: true", "simulatd: true", "simulatd"),
        ("workspace.yml", "cutoff: 2026-05-15", "cutoff: soon", "cutoff"),
        ("sources/border-service.yml", "indicator: border_arrivals", "indicator: border_arivals", "border_arivals"),
        ("sources/border-service.yml", "ref_area: XAA", "ref_area: XAA\nref_area: XAA", "line"),
        ("outline.yml", "sections: [policy, flows]", "sections: [policy, flowz]", "flowz"),
    ],
)
def test_a_mistake_in_yaml_is_told_with_file_line_and_key(workspace, file, old, new, told):
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    result = run(workspace)

    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
    assert not (workspace / "releases").exists()


def test_an_unknown_period_names_those_that_are_declared(workspace):
    result = run(workspace, "2031-Q1")

    assert result.exit_code == 2
    assert "2031-Q1" in result.output and FIRST in result.output


def test_something_that_is_no_period_is_told_so(workspace):
    assert run(workspace, "spring").exit_code == 2


def test_a_folder_that_is_no_workspace_says_how_to_make_one(tmp_path):
    result = run(tmp_path)

    assert result.exit_code == 2
    assert "mtm new" in result.output


def test_a_folder_with_other_files_is_never_replaced_by_a_release(workspace, tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work", encoding="utf-8")

    result = run(workspace, FIRST, "--out", str(precious))

    assert result.exit_code == 2
    assert (precious / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_number_typed_by_hand_blocks_the_release_and_is_told_with_its_line(workspace):
    text = workspace / "text" / FIRST
    text.mkdir(parents=True)
    (text / "flows.en.md").write_text("About 70,000 crossings were counted.\n", encoding="utf-8")

    result = run(workspace)

    assert result.exit_code == 1
    assert "flows.en.md" in result.output
    assert not (workspace / "releases" / FIRST).exists()
    assert (workspace / "releases" / f"{FIRST}.blocked" / "findings.json").is_file()


def test_labels_of_a_hostile_file_stay_text_in_every_output(workspace):
    label = '=HYPERLINK("http://x.example","Uzbekistan") <script>alert(1)</script> #let {{7*7}}'
    path = inbox(workspace) / SHEET
    quoted = label.replace('"', '""')
    path.write_text(path.read_text(encoding="utf-8").replace("Kyrgyzstan", f'"{quoted}"'), encoding="utf-8")
    (workspace / "names.csv").write_text(
        f'code,language,kind,name\nKGZ,en,alias,"{quoted}"\nUZB,en,name,"{quoted}2"\n', encoding="utf-8"
    )

    outcome = build(workspace, FIRST)
    page = (outcome.release / "report.en.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(outcome.release / "tables.xlsx") as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))

    assert "<script>alert" not in page
    assert "<f>" not in sheets and "HYPERLINK" in sheets
    assert "{{7*7}}" in page and "49" not in "".join(page.split("{{7*7}}")[1][:4])


def test_a_full_disk_leaves_the_last_release_as_it_was(workspace, monkeypatch):
    assert run(workspace).exit_code == 0
    release = workspace / "releases" / FIRST
    before = {p: p.read_bytes() for p in release.rglob("*") if p.is_file()}
    (inbox(workspace) / SHEET).write_text(
        (inbox(workspace) / SHEET).read_text(encoding="utf-8").replace("39870", "39871"), encoding="utf-8"
    )

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mtm.writers.release._write", full)
    result = run(workspace)

    assert result.exit_code == 2
    assert "No space left" in result.output
    assert {p: p.read_bytes() for p in release.rglob("*") if p.is_file()} == before


def test_a_store_of_other_bytes_is_told_with_its_remedy(workspace):
    assert run(workspace).exit_code == 0
    (workspace / "store" / "matrix.duckdb").write_bytes(b"not a database" * 500)

    result = run(workspace)

    assert result.exit_code == 2
    assert "inbox" in result.output and "Traceback" not in result.output


def test_a_workspace_moved_elsewhere_builds_the_same(workspace, tmp_path):
    first = build(workspace, FIRST).release
    moved = shutil.copytree(workspace, tmp_path / "moved", ignore=shutil.ignore_patterns("releases"))

    second = build(moved, FIRST).release

    assert (first / "manifest.json").read_bytes() == (second / "manifest.json").read_bytes()
