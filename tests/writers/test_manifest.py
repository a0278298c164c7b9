"""The manifest names every file, and verify finds whatever has moved since."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from mtm.model.observation import Delivery
from mtm.writers.manifest import manifest, verify
from mtm.writers.release import publish

FILES = {"report.html": b"<p>", "charts/a.svg": b"<svg/>", "кесте.csv": b"A"}
INPUT = Delivery("border-service", date(2024, 1, 22), "border-service/2024-01-22_a.xlsx", "ab" * 32, 6745)


def made(files: dict[str, bytes] = FILES) -> bytes:
    return manifest(
        files, [INPUT], period="2023-Q4", as_of=date(2024, 2, 15), versions={"python": "3.11", "mtm": "0.1.0"}
    )


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return publish({**FILES, "manifest.json": made()}, tmp_path / "2023-Q4")


def test_every_file_and_every_input_stands_in_the_manifest_with_its_sha256_and_size() -> None:
    content = json.loads(made())

    assert content["files"] == [
        {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in sorted(FILES.items())
    ]
    assert content["inputs"] == [
        {
            "source": "border-service",
            "received": "2024-01-22",
            "path": "border-service/2024-01-22_a.xlsx",
            "sha256": "ab" * 32,
            "size": 6745,
        }
    ]
    assert (content["period"], content["as_of"]) == ("2023-Q4", "2024-02-15")
    assert content["versions"] == {"mtm": "0.1.0", "python": "3.11"}


def test_the_order_in_which_files_were_made_does_not_show() -> None:
    assert made(dict(reversed(FILES.items()))) == made()


def test_a_manifest_made_over_an_old_one_does_not_list_itself() -> None:
    assert made({**FILES, "manifest.json": b"old"}) == made()


def test_an_untouched_release_has_no_findings(release: Path) -> None:
    assert verify(release) == ()


def test_a_changed_a_missing_and_an_extra_file_are_each_named(release: Path) -> None:
    (release / "report.html").write_bytes(b"<q>")
    (release / "charts" / "a.svg").unlink()
    (release / "charts" / "b.svg").write_bytes(b"<svg/>")

    assert [(f.rule, f.param("file"), f.severity) for f in verify(release)] == [
        ("file_missing", "charts/a.svg", "blocking"),
        ("file_changed", "report.html", "blocking"),
        ("file_unlisted", "charts/b.svg", "warning"),
    ]


def test_a_changed_file_says_which_sha256_was_expected_and_which_was_found(release: Path) -> None:
    (release / "report.html").write_bytes(b"<q>")
    (finding,) = verify(release)

    assert finding.param("expected") == hashlib.sha256(b"<p>").hexdigest()
    assert finding.param("found") == hashlib.sha256(b"<q>").hexdigest()


def test_a_release_without_a_manifest_is_a_finding(tmp_path: Path) -> None:
    assert [f.rule for f in verify(tmp_path)] == ["manifest_missing"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"files": [{}]}', b'{"files": [{"path": 1}]}', b"\xff\xfe", b"1"])
def test_a_manifest_that_is_none_is_a_finding_and_no_crash(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(data)

    assert [f.rule for f in verify(tmp_path)] == ["manifest_unreadable"]


def test_a_manifest_that_points_outside_its_folder_reads_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"s")
    folder = tmp_path / "release"
    folder.mkdir()
    listed = {"path": "../secret", "sha256": hashlib.sha256(b"s").hexdigest(), "size": 1}
    (folder / "manifest.json").write_text(json.dumps({"files": [listed]}))

    assert [(f.rule, f.param("file")) for f in verify(folder)] == [("file_missing", "../secret")]
