"""The vault: what points to persons is in there, in nothing else, and opens with its key alone."""

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

import pyarrow as pa
from click.testing import CliRunner

from mtm.cli import main
from mtm.surveys.instruments.make import make
from mtm.surveys.intake.delimited import csv_export
from mtm.surveys.vault import VaultError, VaultWriter, find_key, open_vault, pseudonym, write_key
from surveys.making import KEY, csv_file, round_in, sheets_export, taken

MARKERS = ("MARKER-NAME", "MARKER-SPOT", "MARKER-USER", "MARKER-NOTE", "MARKER-EXTRA", "MARKER-ODD", "MARKER-ROW")


def planted(tmp_path):
    head = ["consent", "full_name", "age", "works", "spot", "_submitted_by", "Remarks of my own", "_uuid"]
    return csv_export(
        csv_file(tmp_path / "e.csv", head,
                 ["yes", "MARKER-NAME", "MARKER-ODD", "MARKER-ODD", "MARKER-SPOT", "MARKER-USER", "MARKER-EXTRA", "u1"],
                 ["no", "MARKER-NOTE", "30", "yes", "MARKER-NOTE", "MARKER-USER", "MARKER-NOTE", "u2"],
                 ["MARKER-ROW", "MARKER-ROW"])
    )  # fmt: skip


def contents(vault):
    return [(name, row) for name, table in open_vault(vault, KEY) for row in table.to_pylist()]


def test_markers_planted_in_personal_answers_are_in_no_output(tmp_path, capsys):
    here = round_in(tmp_path)

    found, round_ = taken(here, planted(tmp_path))

    text = repr(found) + repr(round_.table().to_pylist()) + "".join(capsys.readouterr())
    for path in here.rglob("*"):
        text += path.name
        if path.is_file():
            text += path.read_bytes().decode("utf-8", errors="ignore")
    assert [marker for marker in MARKERS if marker in text] == []


def test_the_vault_holds_what_was_stripped_and_nothing_of_a_refusal(tmp_path):
    here = round_in(tmp_path)
    taken(here, planted(tmp_path))

    interviews = {row["_id"]: row for name, row in contents(here / "vault.bin") if name == "interviews"}
    assert interviews["u1"] == {
        "_id": "u1",
        "full_name": "MARKER-NAME",
        "spot": "MARKER-SPOT",
        "age as written": "MARKER-ODD",
        "works as written": "MARKER-ODD",
        "_submitted_by": "MARKER-USER",
        "column 7: Remarks of my own": "MARKER-EXTRA",
    }
    assert {value for key, value in interviews["u2"].items() if key != "_id"} == {None}
    assert [row["text"] for name, row in contents(here / "vault.bin") if name == "aside"] == ["MARKER-ROW,MARKER-ROW"]


def test_texts_of_a_repeat_go_to_the_vault_with_the_row_they_belong_to(tmp_path):
    from surveys.making import CHOICES, SURVEY, form_of

    survey = [*SURVEY[:-1], ["text", "m_name", "Member's name", "Аты"], SURVEY[-1]]
    here = round_in(tmp_path)
    export = sheets_export(
        w=[["consent", "works", "_uuid", "_index"], ["yes", "yes", "u1", 1]],
        member=[["m_name", "m_age", "_parent_index"], ["MARKER-NAME", 30, 1]],
    )

    _, round_ = taken(here, export, form_of(survey, CHOICES))

    assert contents(here / "vault.bin") == [("member", {"_id": "u1/member[1]", "m_name": "MARKER-NAME"})]
    assert round_.table("member").to_pylist()[0]["m_name?"] == 6


def test_a_choice_that_nobody_may_see_is_not_left_in_a_dictionary(tmp_path):
    here = round_in(tmp_path)
    export = sheets_export(w=[["consent", "works", "_uuid"], ["no", "refused", "u1"], ["yes", "no", "u2"]])

    _, round_ = taken(here, export)

    column = round_.table()["works"].combine_chunks()
    assert column.dictionary.to_pylist() == ["no"]


def test_another_key_does_not_open_the_vault(tmp_path):
    here = round_in(tmp_path)
    taken(here, planted(tmp_path))

    with pytest.raises(VaultError, match="another key, or the file was changed"):
        list(open_vault(here / "vault.bin", bytes(32)))


@pytest.mark.parametrize("damage", ["flip", "cut", "swap"])
def test_a_vault_that_was_changed_does_not_open(tmp_path, damage):
    path = tmp_path / "vault.bin"
    writer = VaultWriter(path, KEY, draw=bytes)
    for value in ("one", "two"):
        writer.add("interviews", pa.table({"name": [value]}))
    writer.close()
    data = path.read_bytes()
    size = 4 + int.from_bytes(data[25:29], "little")
    first, second, last = data[25 : 25 + size], data[25 + size : 25 + 2 * size], data[25 + 2 * size :]
    damaged = {"flip": data[:60] + bytes([data[60] ^ 1]) + data[61:], "cut": data[: -len(last)],
               "swap": data[:25] + second + first + last}  # fmt: skip

    path.write_bytes(damaged[damage])

    with pytest.raises(VaultError):
        list(open_vault(path, KEY))


def test_a_key_inside_the_workspace_is_refused(tmp_path):
    write_key(tmp_path / "workspace" / "key")

    with pytest.raises(VaultError, match="in the workspace whose vault it opens"):
        find_key(tmp_path / "workspace" / "key", {}, tmp_path / "workspace")


def test_without_a_key_the_message_says_how_to_make_one(tmp_path):
    with pytest.raises(VaultError, match="mtm survey key FILE"):
        find_key(None, {}, tmp_path)


def test_the_key_of_the_environment_is_used_where_no_file_is_named(tmp_path):
    assert find_key(None, {"MTM_VAULT_KEY": KEY.hex()}, tmp_path) == KEY
    with pytest.raises(VaultError, match="64 hexadecimal digits"):
        find_key(None, {"MTM_VAULT_KEY": "secret"}, tmp_path)


def test_a_key_is_not_written_into_a_workspace(tmp_path):
    (tmp_path / "country").mkdir()
    (tmp_path / "country" / "workspace.yml").touch()

    with pytest.raises(VaultError, match="would lie in a workspace"):
        write_key(tmp_path / "country" / "keys" / "key")
    assert not (tmp_path / "country" / "keys").exists()


def test_a_key_is_never_written_over(tmp_path):
    write_key(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()

    with pytest.raises(VaultError, match="there is a file already"):
        write_key(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


def test_one_person_has_one_pseudonym_for_one_key_and_another_for_another():
    assert pseudonym(KEY, "interviewer", "Ann ") == pseudonym(KEY, "interviewer", "ann")
    assert pseudonym(KEY, "interviewer", "ann") != pseudonym(bytes(32), "interviewer", "ann")
    assert "ann" not in pseudonym(KEY, "interviewer", "ann")


def test_the_command_prints_no_marker_and_keeps_the_key_out_of_the_workspace(tmp_path, monkeypatch):
    monkeypatch.delenv("MTM_VAULT_KEY", raising=False)
    workspace = tmp_path / "ws"
    make("migrant-worker-survey", workspace)
    here = workspace / "surveys" / "migrant-worker-survey" / "rounds" / "R1"
    here.mkdir(parents=True)
    (here / "round.yml").write_text(
        "dates: {from: 2026-03-01, to: 2026-03-20}\ndesign: {kind: snowball}\n", encoding="utf-8"
    )
    export = csv_file(
        tmp_path / "e.csv",
        ["interviewer", "region", "contact", "consent", "sex", "age", "interviewer_note", "_uuid"],
        ["MARKER-NAME", "region_1", "reached", "yes", "female", "MARKER-ODD", "MARKER-NOTE", "u1"],
    )
    run = CliRunner()
    assert run.invoke(main, ["survey", "key", str(tmp_path / "key")]).exit_code == 0

    refused = run.invoke(main, ["survey", "intake", str(workspace), "R1", str(export)])
    done = run.invoke(
        main, ["survey", "intake", str(workspace), "R1", str(export), "--key-file", str(tmp_path / "key")]
    )

    assert (refused.exit_code, done.exit_code) == (2, 0)
    assert "MARKER" not in refused.output + done.output
    assert "interviews        1 row\n" in done.output
    written = b"".join(path.read_bytes() for path in workspace.rglob("*") if path.is_file())
    assert b"MARKER" not in written
    assert (tmp_path / "key").read_bytes().strip() not in written
