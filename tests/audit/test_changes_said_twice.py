"""A difference and a percentage of one change against the one value beside them, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 12,300 / (86,100 - 12,300) = 16.7 %; 13,300 of it would be 18.3 %
CHANGES = [
    ("The number of returnees went up by {} to 86,100, i.e. by 16.7 per cent.", "12,300", "13,300", "16.7"),
    ("Принято 86 100 человек, это на {} человек (16,7 %) больше, чем годом ранее.", "12 300", "13 300", "16,7 %"),
    (
        "Былтырғы кезеңмен (73,8 мың) салыстырғанда келгендер {} мыңға, яғни 16,7 пайызға артты.",
        "12,3",
        "13,3",
        "16,7",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong", "rate"), CHANGES)
def test_a_difference_and_its_percentage_are_one_change(
    tmp_path: Path, text: str, right: str, wrong: str, rate: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert wrong in found
    assert any(place.startswith(rate) for place in found)


def test_a_value_of_something_else_is_no_measure_of_the_change(tmp_path: Path) -> None:
    text = "Arrivals went up by 12,300, or 16.7 per cent; 310 of them came on foot."
    assert _wrong(tmp_path, text) == []
