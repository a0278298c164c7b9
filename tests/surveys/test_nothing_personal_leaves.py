"""Markers planted in everything personal are looked for in all that the survey commands print and write."""

import io
import zipfile

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("scipy")
pytest.importorskip("cryptography")

import pypdfium2
from click.testing import CliRunner
from pyarrow import parquet

from mtm.cli import main
from mtm.survey_files import form_for_use
from mtm.surveys.form import Kind
from mtm.surveys.instruments.make import make
from mtm.surveys.vault import open_vault
from surveys.answering import people, with_names
from surveys.making import KEY, csv_file

NAME = "migrant-worker-survey"
COMMANDS = (
    ("quality", "{ws}", "R1", "--log", "{ws}/log.xlsx"),
    ("clean", "{ws}", "R1", "{ws}/log.xlsx"),
    ("microdata", "{ws}", "R1", "--public"),
    ("estimate", "{ws}", "R1", "--names"),
    ("estimate", "{ws}", "R1"),
)
NAMED = 1 + COMMANDS.index(("estimate", "{ws}", "R1", "--names"))
VAULT = b"MTMVAULT1"


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory):
    """A workspace in which every survey command has run over answers with markers, and what was printed."""
    folder = tmp_path_factory.mktemp("markers")
    workspace = folder / "ws"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTM_VAULT_KEY", KEY.hex())
        run = CliRunner()
        run.invoke(main, ["new", str(workspace)])
        make(NAME, workspace)
        here = workspace / "surveys" / NAME / "rounds" / "R1"
        here.mkdir(parents=True)
        (here / "round.yml").write_text(
            "dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: snowball}\nsimulated: true\n", encoding="utf-8"
        )
        (workspace / "sources" / f"{NAME}.yml").write_text(
            "name: {en: Survey}\nref_area: XAA\nderived: true\n", encoding="utf-8"
        )
        said = ["survey", "intake", str(workspace), "R1", str(export(workspace, folder))]
        printed = [run.invoke(main, said)]
        printed += [run.invoke(main, ["survey", *(part.format(ws=workspace) for part in told)]) for told in COMMANDS]
        (workspace / "indicators.yml").write_text(printed[NAMED].output, encoding="utf-8")
        outline = workspace / "outline.yml"
        outline.write_text(outline.read_text(encoding="utf-8").replace("flows]", "flows, needs]"), encoding="utf-8")
        printed += [run.invoke(main, ["survey", "estimate", str(workspace), "R1", "--received", "2026-04-01"])]
        printed += [run.invoke(main, ["build", str(workspace), "2026-Q1"])]
    return workspace, printed


def export(workspace, folder):
    """Forty interviews whose personal answers, unknown columns, unreadable answers and broken rows hold markers."""
    form = form_for_use(workspace / "surveys" / NAME / "form.xlsx")
    said = people(form, 40, fixed={"contact": "reached", "consent": "yes"})
    for at, one in enumerate(said):
        one |= {q.name: f"MARKER-{q.name}-{at}" for q in form.asked_in() if q.personal and q.kind != Kind.META}
    said[3]["age"] = "MARKER-unreadable"
    said[4]["sex"] = "MARKER-unknown-choice"
    head, *rows = with_names(form, said)
    rows = [[*row, "MARKER-deviceid", "MARKER-user", "43.2 MARKER-spot", "MARKER-remark"] for row in rows]
    return csv_file(folder / "export.csv", [*head, "deviceid", "_submitted_by", "_geolocation", "My remark"], *rows,
                    ["MARKER-broken-row"])  # fmt: skip


def unpacked(data):
    """The bytes of a file, and what is packed inside it: the parts of a workbook, the rows of a table."""
    if data.startswith(b"PAR1"):
        return data + repr(parquet.read_table(io.BytesIO(data)).to_pylist()).encode()
    if data.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(data)
        return data + "".join(page.get_textpage().get_text_range() for page in pages).encode()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data + b"".join(archive.read(name) for name in archive.namelist())


def test_every_command_ran_as_far_as_it_goes(surveyed):
    _, printed = surveyed

    assert [result.exit_code for result in printed[:3]] == [0, 0, 0]
    assert [result.output for result in printed if result.exit_code == 3] == []  # refused or done, never a mistake


def test_the_answers_without_the_markers_reached_the_matrix_and_the_report(surveyed):
    workspace, printed = surveyed
    release = workspace / "releases" / "2026-Q1"

    assert [result.exit_code for result in printed[-2:]] == [0, 0]
    assert f",{NAME}," in (release / "observations.csv").read_text(encoding="utf-8-sig")
    assert "Needs and vulnerabilities" in (release / "report.en.html").read_text(encoding="utf-8")


def test_no_marker_was_printed(surveyed):
    _, printed = surveyed

    assert [result.output for result in printed if "MARKER" in result.output] == []


def test_no_marker_was_written(surveyed):
    workspace, _ = surveyed
    files = [path for path in workspace.rglob("*") if path.is_file()]

    assert len(files) > 20
    assert [path.name for path in files if b"MARKER" in unpacked(path.read_bytes())] == []
    assert [path.name for path in files if "MARKER" in path.name] == []


def test_the_markers_are_all_in_the_vault(surveyed):
    workspace, _ = surveyed
    vault = workspace / "surveys" / NAME / "rounds" / "R1" / "vault.bin"

    assert vault.read_bytes().startswith(VAULT)
    held = repr([table.to_pylist() for _, table in open_vault(vault, KEY)])
    planted = ["interviewer-0", "interviewer_note-39", "unreadable", "unknown-choice", "deviceid", "user", "spot",
               "remark", "broken-row"]  # fmt: skip
    assert [mark for mark in planted if f"MARKER-{mark}" not in held] == []
