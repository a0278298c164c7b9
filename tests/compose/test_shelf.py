"""Finding and reading section folders, and the errors of their files."""

from pathlib import Path

import pytest

from mtm.compose.declared import declared
from mtm.compose.located import load
from mtm.compose.shelf import open_sections, read_outline, read_text
from mtm.model.errors import WorkspaceError
from report_samples.toys import folder


def make(root: Path, id: str, section: str = "", text: str = "Text.") -> Path:
    (root / id).mkdir(parents=True)
    (root / id / "section.yml").write_text(section or f"id: {id}\n", encoding="utf-8")
    (root / id / "text.en.md").write_text(text, encoding="utf-8")
    return root


def test_a_workspaces_section_takes_the_place_of_the_packages(tmp_path: Path) -> None:
    shelves = {"own": make(tmp_path / "own", "flows", text="Own."), "mtm": make(tmp_path / "mtm", "flows")}

    assert open_sections(["flows"], shelves, "en")["flows"].text.body == "Own."


def test_an_unknown_section_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r'no such section "flws".*Sections that exist: flows'):
        open_sections(["flws"], {"own": make(tmp_path, "flows")}, "en")


def test_a_section_without_a_text_in_the_language_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"Add text\.kk\.md"):
        open_sections(["flows"], {"own": make(tmp_path, "flows")}, "kk")


def test_the_id_is_the_folders_name(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r'own/flows/section\.yml, line 1.*"other"'):
        open_sections(["flows"], {"own": make(tmp_path, "flows", "id: other\n")}, "en")


def test_front_matter_and_body_keep_their_lines() -> None:
    text = read_text("---\ntitle: T\ntables:\n  t: {title: X}\n---\nBody\n", "t.md")

    assert (text.body, text.line) == ("Body", 6)
    assert text.lines[("tables", "t", "title")] == 4


def test_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(WorkspaceError, match=r"t\.md, line 1: the front matter has no end"):
        read_text("---\ntitle: T\n", "t.md")


def test_malformed_yaml_names_file_and_line() -> None:
    with pytest.raises(WorkspaceError, match=r"outline\.yml, line 2"):
        read_outline("sections: [flows]\n front: front", "outline.yml")


def test_an_unknown_key_of_the_outline_is_named_with_its_line() -> None:
    with pytest.raises(WorkspaceError, match=r'outline\.yml, line 2: unknown key "sektions"'):
        read_outline("front: front\nsektions: [flows]", "outline.yml")


def test_a_key_that_stands_twice_is_an_error() -> None:
    with pytest.raises(WorkspaceError, match=r'x\.yml, line 3: a key stands twice "a\.b"'):
        load("a:\n  b: 1\n  b: 2", "x.yml")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("tables: {t: {colums: [a]}}", r"section\.yml, line 2, tables\.t\.colums: unknown key"),
        ("charts: {c: {kind: pie}}", r"line 2, charts\.c\.kind: one of ranked_pairs, .* is expected \"pie\""),
        (
            "tables: {t: {columns: [a, b], rows: [{cells: [a]}]}}",
            r"rows\.0\.cells: a row has one cell per column \(2\)",
        ),
        ("tables: {t: {rows: []}}", r"tables\.t: this key is missing \"columns\""),
        ("required: a", r"required: a list of names is expected"),
        ("lag_days: soon", r"lag_days: a whole number is expected"),
    ],
)
def test_a_wrong_declaration_names_file_line_and_key(section: str, message: str) -> None:
    with pytest.raises(WorkspaceError, match=message):
        declared(folder("s", f"id: s\n{section}"))
