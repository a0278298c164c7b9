"""What lies in the inbox: deliveries in a fixed order, and a finding for everything that is not one."""

import hashlib
from datetime import date

import pytest

from mtm.workspace.inbox import read_inbox


def put(folder, name, data=b"x"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def rules(inbox):
    return [f.rule for f in inbox.findings]


def test_the_vintage_is_the_date_in_the_name_and_not_the_time_of_the_file(tmp_path):
    put(tmp_path, "bank/2023-12-18_transfers.xlsx", b"abc")

    (arrival,) = read_inbox(tmp_path, ["bank"]).arrivals

    assert arrival.delivery.received == date(2023, 12, 18)
    assert arrival.delivery.path == "bank/2023-12-18_transfers.xlsx"
    assert arrival.delivery.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert arrival.delivery.size == 3


def test_deliveries_stand_in_the_order_of_source_and_date(tmp_path):
    for name in ("b/2024-01-02_x.csv", "a/2024-05-01_x.csv", "a/2023-05-01_x.csv"):
        put(tmp_path, name)

    paths = [a.delivery.path for a in read_inbox(tmp_path, ["a", "b"]).arrivals]

    assert paths == ["a/2023-05-01_x.csv", "a/2024-05-01_x.csv", "b/2024-01-02_x.csv"]


def test_a_deeper_folder_still_belongs_to_its_source(tmp_path):
    put(tmp_path, "bank/2023/2023-12-18_transfers.xlsx")

    (arrival,) = read_inbox(tmp_path, ["bank"]).arrivals

    assert arrival.delivery.source == "bank"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("2024-01-01_loose.csv", "inbox_no_source"),
        ("banck/2024-01-01_x.csv", "inbox_unknown_source"),
        ("bank/x.csv", "inbox_no_date"),
        ("bank/2024-13-01_x.csv", "inbox_no_date"),
        ("bank/2024-02-30_x.csv", "inbox_no_date"),
    ],
)
def test_what_is_not_a_delivery_is_a_finding_that_names_the_file(tmp_path, name, rule):
    put(tmp_path, name)

    inbox = read_inbox(tmp_path, ["bank"])

    assert rules(inbox) == [rule]
    assert inbox.findings[0].places[0].file == name
    assert inbox.arrivals == ()


@pytest.mark.parametrize("name", ["bank/~$2024-01-01_x.xlsx", "bank/.DS_Store", "bank/Thumbs.db", ".git/x"])
def test_lock_files_and_system_files_are_passed_over_in_silence(tmp_path, name):
    put(tmp_path, name)

    inbox = read_inbox(tmp_path, ["bank"])

    assert (inbox.arrivals, inbox.findings) == ((), ())


def test_links_are_not_followed(tmp_path):
    secret = put(tmp_path, "secret.txt")
    inbox = tmp_path / "inbox"
    (inbox / "bank").mkdir(parents=True)
    try:
        (inbox / "bank" / "2024-01-01_x.csv").symlink_to(secret)
    except OSError:
        pytest.skip("this system does not let us make links")

    assert rules(read_inbox(inbox, ["bank"])) == ["inbox_link"]


def test_an_absent_inbox_is_an_empty_one(tmp_path):
    assert read_inbox(tmp_path / "nowhere", ["bank"]).arrivals == ()


def test_a_delivery_beyond_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("mtm.workspace.inbox.LARGEST", 2)
    put(tmp_path, "bank/2024-01-01_x.csv", b"abc")

    assert rules(read_inbox(tmp_path, ["bank"])) == ["inbox_too_large"]
