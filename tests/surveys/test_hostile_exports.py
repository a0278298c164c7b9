"""Hostile and broken exports: a clear refusal within bounds, never a crash and never a wrong answer in silence."""

import io
import zipfile

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtm.cli import main
from mtm.model.errors import MtmError
from mtm.survey_files import export_in
from mtm.surveys.form import Choice, Kind, Question
from mtm.surveys.intake.decode import Decoder
from mtm.surveys.intake.delimited import csv_export
from mtm.surveys.intake.headers import columns_of
from mtm.surveys.intake.values import decoded
from mtm.surveys.intake.zipped import zip_export
from surveys.making import KEY, csv_file, form_of, round_in, rows, sheets_export, taken, zip_file


def refused(made, *arguments):
    with pytest.raises(MtmError) as caught:
        made(*arguments)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 and then nothing", "is not a zip archive"),
        (bytes(range(128, 256)) * 40, "UTF-8"),
        (b"a,b\x00c\n1,2\n", "UTF-8"),
        (b"\n\n\n", "no row of column names"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    ],
)
def test_what_is_no_export_is_refused_with_a_reason(tmp_path, data, said):
    (tmp_path / "export").write_bytes(data)

    assert said in refused(export_in, tmp_path / "export")


def test_an_archive_without_tables_or_with_two_of_one_name_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "media.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("one/workers.csv", b"a,b\n1,2\n")
        archive.writestr("two/workers.csv", b"a,b\n1,2\n")

    assert "no CSV file" in refused(zip_export, tmp_path / "media.zip")
    assert "two files of one name" in refused(zip_export, tmp_path / "twice.zip")


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("workers.csv", b"0" * 20_000_000)

    assert "more than an export may have" in refused(zip_export, tmp_path / "bomb.zip")


def test_an_archive_that_lies_about_its_size_stops_at_what_it_said(tmp_path):
    path = zip_file(tmp_path / "liar.zip", workers=[["consent", "age", "_uuid"], *[["yes", "30", "u"]] * 2000])
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(data))

    with pytest.raises(MtmError):
        taken(round_in(tmp_path), zip_export(path))


def test_names_in_an_archive_lead_nowhere(tmp_path):
    with zipfile.ZipFile(tmp_path / "odk.zip", "w") as archive:
        archive.writestr("../../evil.csv", "consent,age,KEY\nyes,30,uuid:u1\n")

    _, round_ = taken(round_in(tmp_path / "ws"), zip_export(tmp_path / "odk.zip"))

    assert [row["age"] for row in rows(round_)] == [30]
    assert not list(tmp_path.parent.glob("evil*"))


def test_formulas_scripts_and_markup_stay_text_in_the_vault(tmp_path):
    hostile = "=cmd|'/c calc'!A1"
    export = sheets_export(w=[["consent", "full_name", "works", "_uuid"], ["yes", hostile, hostile, hostile]])

    found, round_ = taken(round_in(tmp_path), export)

    assert rows(round_)[0]["works"] is None
    assert "calc" not in "".join(str(finding) for finding in found.findings)


def test_a_first_row_of_answers_instead_of_headers_is_not_printed(tmp_path):
    export = sheets_export(w=[["MARKER name", "consent", "MARKER-2"], ["Ann", "yes", "x"]])

    found, _ = taken(round_in(tmp_path), export)

    assert "MARKER" not in repr(found.findings)


def test_a_round_name_that_leaves_the_workspace_is_no_round(tmp_path, monkeypatch):
    monkeypatch.setenv("MTM_VAULT_KEY", KEY.hex())
    round_in(tmp_path)
    (tmp_path / "e.csv").write_text("a,b\n", encoding="utf-8")

    for name in ("../R1", "workers/../R1", "/etc", ""):
        done = CliRunner().invoke(main, ["survey", "intake", str(tmp_path), name, str(tmp_path / "e.csv")])
        assert (done.exit_code, "no such round" in done.output) == (2, True)


def test_a_missing_library_of_the_extra_is_named_with_the_command_that_installs_it(monkeypatch):
    from mtm.surveys import extra

    def missing(name):
        raise ModuleNotFoundError("No module named 'pyxform'", name="pyxform")

    monkeypatch.setattr(extra, "import_module", missing)

    said = refused(extra.needed, "pyxform.xls2xform")
    assert "pyxform" in said
    assert 'pip install "mtm[survey]"' in said


FORM = form_of()
USUAL = ["yes", "no", "dk", "farm", "site", "31", "", "n/a", "2026-03-01"]
CELLS = st.one_of(st.sampled_from(USUAL), st.text(max_size=8))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=4))
def test_whatever_stands_in_the_cells_every_answer_has_one_state_and_a_value_only_where_it_is_answered(tmp_path, cells):
    import tempfile
    from pathlib import Path

    head = ["consent", "age", "works", "jobs", "came", "_uuid"]
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        export = sheets_export(w=[head, *([*line, f"u{at}"] for at, line in enumerate(cells))])
        _, round_ = taken(round_in(Path(folder)), export, FORM)
        for row in rows(round_):
            for name in ("consent", "age", "works", "jobs", "came"):
                assert (row[name] is None) == (row[f"{name}?"] != 0)
                assert 0 <= row[f"{name}?"] <= 6


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12))
def test_whatever_the_headers_are_each_column_is_one_thing(headers):
    found = columns_of(headers, FORM, FORM.asked_in())

    places = [*found.values.values(), *(at for splits in found.splits.values() for at in splits.values()),
              *(at for ats in found.server.values() for at in ats), *found.unknown, *found.ignored,
              *found.quiet]  # fmt: skip
    assert len(places) == len(set(places))
    assert set(places) >= {at for at, header in enumerate(headers) if header.strip()} - set(places)


KINDS = [Question("q", kind) for kind in (Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE)] + [
    Question("q", Kind.SELECT_ONE, choices=(Choice("a", (("en", "Alpha"),)), Choice("b")))
]
ODD = [
    "+5",
    "5.0",
    "05",
    "1e3",
    ".5",
    "5.",
    "1,5",
    "1,500",
    "0,125",
    "1 200,5",
    "1\u00a0200",
    "12 00",
    "-1\u202f200,75",
    "05.03.2026",
    "n/a",
    " 7 ",
    "a",
    "ALPHA",
    "٣",
    "1_0",
    "1e99",
    "\x1f5",
    "5\u2003",
]
TEXTS = st.one_of(
    st.text(max_size=12), st.integers().map(str), st.floats(allow_nan=False).map(str), st.sampled_from(ODD)
)


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.lists(TEXTS, max_size=8), st.booleans())
def test_texts_decoded_together_are_what_each_is_alone(question, texts, comma):
    import pyarrow as pa

    decoder = Decoder(question, frozenset(), frozenset(), comma)
    together = decoded(pa.array(texts, pa.string()), decoder)
    alone = [decoder(text) for text in texts]

    assert together.states.tolist() == [one.state for one in alone]
    if together.numbers is not None:
        readable = [at for at, one in enumerate(alone) if one.state == 0]
        assert [together.numbers[at] for at in readable] == [alone[at].value for at in readable]
        assert [together.texts[at].as_py() for at in readable] == [alone[at].text for at in readable]


def test_a_csv_of_another_delimiter_and_encoding_is_read_alike(tmp_path):
    text = "consent;age;Аты;_uuid\nyes;30;Айгүл;u1\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / encoding).mkdir()
        (tmp_path / f"{encoding}.csv").write_text(text, encoding=encoding)

        found, round_ = taken(round_in(tmp_path / encoding), csv_export(tmp_path / f"{encoding}.csv"))

        assert [(row["age"], row["full_name?"]) for row in rows(round_)] == [(30, 6)], encoding
        assert "survey_columns_unknown" not in {finding.rule for finding in found.findings}


def test_line_breaks_inside_answers_and_headers_do_not_split_rows(tmp_path):
    path = csv_file(tmp_path / "e.csv", ["consent", "Age\n", "full_name", "_uuid"], ["yes", 30, "a\nb\r\nc", "u1"],
                    ["yes", 31, '"', "u2"])  # fmt: skip

    _, round_ = taken(round_in(tmp_path), csv_export(path))

    assert [row["age"] for row in rows(round_)] == [30, 31]


def test_a_workbook_export_is_read_where_a_hostile_one_can_do_no_harm(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><Types>&a;</Types>')
        archive.writestr("xl/workbook.xml", "<x/>")
    (tmp_path / "evil.xlsx").write_bytes(out.getvalue())

    assert "Save it again as .xlsx." in refused(export_in, tmp_path / "evil.xlsx")
