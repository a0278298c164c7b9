"""Two drafts in one language: what changed between them, with its places."""

from __future__ import annotations

from pathlib import Path

from mtm.audit import audit
from mtm.audit.findings import Found
from tests.audit.test_languages_compared import TEXTS

EN = TEXTS["en"]


def compared(folder: Path, before: str, after: str) -> list[Found]:
    one, two = folder / "draft1.md", folder / "draft2.md"
    one.write_text(before, encoding="utf-8")
    two.write_text(after, encoding="utf-8")
    return [f for f in audit([one, two]).findings if f.rule == "versions"]


def told(found: list[Found]) -> list[tuple[str, list[tuple[int, str]]]]:
    return [(f.mechanism, [(p.file, p.text) for p in f.places]) for f in found]


def replaced(right: str, wrong: str) -> str:
    assert EN.count(right) == 1, right
    return EN.replace(right, wrong)


def test_a_draft_does_not_differ_from_itself(tmp_path: Path) -> None:
    assert compared(tmp_path, EN, EN) == []


def test_a_changed_number_names_both_places(tmp_path: Path) -> None:
    found = compared(tmp_path, EN, replaced("402,118", "402,181"))

    assert told(found) == [("version", [(0, "402,118"), (1, "402,181")])]
    assert found[0].kind == "error"
    # the fifth line of either file
    assert [p.where for p in found[0].places] == [5, 5]


def test_a_number_changed_in_a_table_is_named_with_its_cell(tmp_path: Path) -> None:
    found = compared(tmp_path, EN, replaced("| 23.4 |", "| 24.3 |"))

    assert told(found) == [("version", [(0, "23.4"), (1, "24.3")])]


def test_a_word_that_was_turned_round_is_more_than_wording(tmp_path: Path) -> None:
    found = compared(tmp_path, EN, replaced("China fell by", "China rose by"))

    assert told(found) == [("version_word", [(0, "fell"), (1, "rose")])]
    assert found[0].kind == "likely"


def test_a_changed_year_and_other_wording_are_told_apart(tmp_path: Path) -> None:
    found = compared(tmp_path, EN, replaced("Data as of 15 July 2025", "Numbers as of 15 July 2024"))

    assert told(found) == [
        ("version", [(0, "2025"), (1, "2024")]),
        ("version_text", [(0, "Data"), (1, "Numbers")]),
    ]


def test_sentences_added_and_removed_are_named_by_their_first_words(tmp_path: Path) -> None:
    after = replaced("About two thirds came from the Russian Federation.", "")
    after = after.replace("## Permits", "Refusals are not counted in this bulletin.\n\n## Permits")

    found = compared(tmp_path, EN, after)

    assert told(found) == [
        ("version_removed", [(0, "About two thirds came from the")]),
        ("version_added", [(1, "Refusals are not counted in this")]),
    ]


def test_a_paragraph_that_moved_is_no_change(tmp_path: Path) -> None:
    paragraphs = EN.split("\n\n")
    moved = "\n\n".join([paragraphs[0], paragraphs[2], paragraphs[1], *paragraphs[3:]])
    assert moved != EN

    assert compared(tmp_path, EN, moved) == []
