"""The key of a workspace: with another one the same interviewer would be somebody else, so it is refused."""

import shutil

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from mtm.model.errors import MtmError
from mtm.surveys.vault import VaultError, opens
from mtm.surveys.vault_key import FILE, fingerprint
from surveys.making import KEY, round_in, rows, sheets_export, taken

OTHER = bytes(range(1, 33))


@pytest.fixture
def here(tmp_path):
    return round_in(tmp_path)


def export(*ids):
    return sheets_export(w=[["consent", "age", "_submitted_by", "_uuid"], *(["yes", 30, "ann", one] for one in ids)])


def another_round(here, instrument="workers", name="R2"):
    there = here.parents[2] / instrument / "rounds" / name
    shutil.copytree(here, there)
    for path in there.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "round.yml":
            path.unlink()
    (there.parents[1] / "plan.yml").write_text("population: workers\n", encoding="utf-8")
    return there


def files(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("instrument", ["workers", "travellers"])
def test_a_round_taken_in_with_another_key_than_before_is_refused_and_nothing_changes(here, instrument):
    taken(here, export("u1"))
    there = another_round(here, instrument)
    before = files(here.parents[2])

    with pytest.raises(VaultError, match="another key than the rounds of the workspace") as refused:
        taken(there, export("u2"), key=OTHER)

    assert "--another-key" in str(refused.value)
    assert files(here.parents[2]) == before


def test_the_same_key_takes_every_round_and_gives_the_same_pseudonyms(here):
    _, first = taken(here, export("u1"))
    _, second = taken(another_round(here), export("u2"))

    assert rows(first)[0]["_interviewer"] == rows(second)[0]["_interviewer"]


def test_a_workspace_from_before_the_fingerprint_asks_its_vaults(here):
    taken(here, export("u1"))
    (here.parents[2] / FILE).unlink()

    with pytest.raises(VaultError, match="another key"):
        taken(another_round(here), export("u2"), key=OTHER)

    taken(here.parent / "R2", export("u2"))
    assert (here.parents[2] / FILE).read_text() == fingerprint(KEY) + "\n"


def test_a_key_that_is_lost_is_replaced_only_when_that_is_said(here):
    _, before = taken(here, export("u1"))
    told = rows(before)[0]["_interviewer"]

    found, after = taken(here, export("u1"), key=OTHER, another_key=True)

    assert not found.again  # the same export, but the vault and the pseudonyms are the new key's
    assert rows(after)[0]["_interviewer"] != told
    assert opens(here / "vault.bin", OTHER)
    assert opens(here / "earlier" / "1" / "vault.bin", KEY)
    with pytest.raises(VaultError, match="another key"):
        taken(here, export("u1"))


def test_an_intake_that_fails_leaves_no_fingerprint(here):
    with pytest.raises(MtmError, match="no column of this export is a question"):
        taken(here, sheets_export(w=[["a", "b", "c", "d", "e", "f", "g", "h"], list(range(8))]))

    assert not (here.parents[2] / FILE).exists()


def test_the_fingerprint_tells_nothing_of_the_key():
    assert len(fingerprint(KEY)) == 32
    assert fingerprint(KEY) != fingerprint(OTHER)
    assert fingerprint(KEY) not in KEY.hex()
    assert KEY.hex()[:8] not in fingerprint(KEY)
