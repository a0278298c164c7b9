"""Rises and falls that last for years, against the numbers of these years."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _rules(folder: Path, text: str) -> list[str]:
    """The rules that find an error, or a likely one."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return sorted({finding.rule for finding in audit([path]).wrong})


# 2,915 > 2,480 > 2,105; 1 204 < 1 377 < 1 590; 14,2 < 21,9 < 27,6
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "For the second year running the outflow has {}, by its letters. The Council signed 2,915 such letters "
            "in 2021, 2,480 in 2022 and 2,105 in 2023.",
            "slowed",
            "quickened",
        ),
        (
            "Число заявлений {} второй год подряд: 1 204 в 2021 году, 1 377 в 2022 году, 1 590 в 2023 году.",
            "растёт",
            "сокращается",
        ),
        (
            "Жүгіну екінші жыл қатарынан {} келеді: 2021 жылы 14,2 мың, 2022 жылы 21,9 мың, 2023 жылы 27,6 мың "
            "өтініш түсті.",
            "өсіп",
            "кеміп",
        ),
    ],
)
def test_what_lasts_for_years_shows_in_their_numbers(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _rules(tmp_path, text.format(right)) == []
    assert _rules(tmp_path, text.format(wrong)) == ["years_running"]


@pytest.mark.parametrize(
    "text",
    [
        "The fall has slowed for the second year running: 2,915 in 2021, 2,480 in 2022 and 2,405 in 2023.",
        "Цены падают второй год подряд. Курс окончили в 2021 году 1 340 человек, в 2022 году 1 425, в 2023 – 1 935.",
    ],
)
def test_a_fall_that_slows_and_another_subject_are_left_alone(tmp_path: Path, text: str) -> None:
    assert _rules(tmp_path, text) == []
