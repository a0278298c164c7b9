"""Percentage points between the two percentages of a sentence, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# 47 - 39 = 8
POINTS = [
    "Occupancy was 47 per cent in July and 39 per cent in September, that is {} percentage points lower.",
    "Загрузка номеров: 47 % в июле и 39 % в сентябре, то есть ниже на {} процентных пунктов.",
    "Толымдылық шілдеде 47 %, қыркүйекте 39 % болды, яғни {} пайыздық тармаққа төмен.",
]


@pytest.mark.parametrize("text", POINTS)
def test_points_are_what_lies_between_the_two_percentages(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.md"
    for printed, wrong in (("8", []), ("6", ["6"])):
        path.write_text(f"# Report\n\n{text.format(printed)}\n", encoding="utf-8", newline="\n")
        places = [place.text for finding in audit([path]).wrong for place in finding.places]
        assert [place.strip(" %") for place in places] == wrong
