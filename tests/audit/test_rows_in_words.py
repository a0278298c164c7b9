"""What sentences say of the change of a named row is compared with the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

TABLE = """
| Province | Round 1 | Round 2 |
|---|---:|---:|
| Lakeside | 85,140 | 78,260 |
| Central | 55,730 | 56,110 |
| Coast | 31,950 | 40,210 |
"""
# 85,140 - 78,260 = 6,880; 40,210 - 31,950 = 8,260
SENTENCES = {
    "In Lakeside the caseload shrank by {} individuals.": ("6,880", "8,680"),
    "Coast recorded {} persons more than in the round before.": ("8,260", "8,620"),
}


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Displacement\n\n{text}\n{TABLE}", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_difference_in_words_is_that_of_its_row(tmp_path: Path, text: str) -> None:
    right, slip = SENTENCES[text]
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(slip)) == [slip]


def test_a_difference_between_two_rows_is_none_of_one(tmp_path: Path) -> None:
    text = "Lakeside hosts {} persons more than Central."
    assert _wrong(tmp_path, text.format("22,150")) == []  # 78,260 - 56,110


def test_a_difference_that_no_slip_leads_to_is_left_alone(tmp_path: Path) -> None:
    assert _wrong(tmp_path, "In Lakeside the caseload shrank by 1,204 individuals in the last month alone.") == []
