"""A number that is compared with an earlier one is not that number again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

RULE = "compared_with_itself"


def _rules(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [f.rule for f in audit([path]).wrong]


# each text with its right number and with a copy of the earlier one; the working stands beside
COMPARED = [
    ("The {} cards compare with 4,105 in September, so the month brought 315 more.", "4,420", "4,105"),  # 4,105 + 315
    ("The border police recorded {} entries, compared with 91,450 in the summer of 2023.", "99,980", "91,450"),
    ("Ноябрьские {} видов на жительство – это на 280 больше октябрьского результата (3 320).", "3 600", "3 320"),
    (  # 229 600 + 15 400
        "За лето 2023 года было зарегистрировано 229 600 пересечений. Нынешние {} превышают это число на 15 400.",
        "245 000",
        "229 600",
    ),
    ("Маусымда 412 бұзушылық тіркелген еді, шілдедегі {} бұзушылық одан 52-ге кем.", "360", "412"),  # 412 - 52
    ("2023 жылы 7 120 өтініш түсті, биылғы {} өтініш одан 640-қа көп.", "7 760", "7 120"),  # 7 120 + 640
]


@pytest.mark.parametrize(("text", "right", "_"), COMPARED)
def test_two_numbers_of_two_times_are_right(tmp_path: Path, text: str, right: str, _: str) -> None:
    assert not _rules(tmp_path, text.format(right))


@pytest.mark.parametrize(("text", "_", "wrong"), COMPARED)
def test_a_copy_of_the_earlier_number_is_found(tmp_path: Path, text: str, _: str, wrong: str) -> None:
    assert RULE in _rules(tmp_path, text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "The police recorded 91,450 entries, the same as the 91,450 in the summer of 2023.",
        "In May 7,120 people left, as against 7,120 in April: no change.",
        "In 2023 the office issued 7,120 permits, 640 more than in 2022. Of the 7,120 permits, 1,200 were renewals.",
        "The office issued 7,120 permits in 2024, 640 more than in 2023. This year's 7,120 permits went abroad.",
        "В 2023 году выдано 7 120 разрешений, на 640 больше, чем в 2022 году. 7 120 разрешений – рекорд.",
        "2023 жылы 7 120 өтініш түсті, 2022 жылмен салыстырғанда 640-қа көп. 7 120 өтініштің 1 200-і қайталанған.",
    ],
)
def test_a_number_said_again_of_its_own_time_is_right(tmp_path: Path, text: str) -> None:
    assert RULE not in _rules(tmp_path, text)
