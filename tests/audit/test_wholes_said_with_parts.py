"""A part, its whole and its share in one breath: "171 of the 1,368 handed them back, 13 per cent"."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _rules(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [f.rule for f in audit([path]).wrong]


# each text with its right number and one that a slip made of it; the working stands beside
WHOLES = [
    (  # 171 / 1,368 = 12.5 %; 839 is the sum of two of the three years
        "Three years, 1,368 doctors: 388 in 2022, 451 in 2023 and 529 in 2024.\n\n"
        "Only 171 of the {} handed their certificates back, 13 per cent.",
        "1,368",
        "839",
    ),
    (  # 2 610 / 3 741 = 69.8 %; 86.0 is 3 741 of the 4 350
        "Зарегистрировано 4 350 заявлений. Если исключить нерассмотренные, доля возрастёт: 2 610 из 3 741 решения, "
        "или {} %.",
        "69,8",
        "86,0",
    ),
    (  # 2 268 / 7 560 = 30 %; 6 180 is last year's
        "В школы зачислены 7 560 детей, больше, чем годом ранее (6 180). Для 2 268 ребят, плохо владеющих языком, "
        "открыты подготовительные группы; это 30 процентов от {} зачисленных.",
        "7 560",
        "6 180",
    ),
    (  # 2 740 + 1 875 + 1 385 = 6 000, the number at the end of 2023
        "На конец 2023 года на работу ездили 6 000 жителей, на конец 2022 года – 4 800. В промышленности заняты 2 740 "
        "из {}, в торговле 1 875, в медицине 1 385.",
        "6 000",
        "4 800",
    ),
    (  # 567 are half of 1,134, and more than 378
        "The Office helped 1,134 people go home in 2023, compared with 378 in 2022. Grants were paid to 567 of the {} "
        "returnees.",
        "1,134",
        "378",
    ),
    ("Суд рассмотрел 1 412 жалоб и согласился с 980 из этих {}.", "1 412", "412"),
    ("Үш жылда мұндай анықтаманы 895 дәрігер алды: {} анықтаманың 537-сі терапевтерге тиеді.", "895", "535"),
]


@pytest.mark.parametrize(("text", "right", "_"), WHOLES)
def test_a_part_of_its_own_whole_is_right(tmp_path: Path, text: str, right: str, _: str) -> None:
    assert not _rules(tmp_path, text.format(right))


@pytest.mark.parametrize(("text", "_", "wrong"), WHOLES)
def test_a_part_of_another_whole_than_its_share_or_its_size_allows_is_found(
    tmp_path: Path, text: str, _: str, wrong: str
) -> None:
    assert _rules(tmp_path, text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "In all, 1,250 of the 2022 graduates left the country within a year.",
        "За год учтено 378 семей, из них с детьми 567 человек.",
        "The town has 4,300 inhabitants. Some 1,320 members of the 300 families work abroad.",
    ],
)
def test_a_larger_number_of_something_else_is_no_part(tmp_path: Path, text: str) -> None:
    assert not _rules(tmp_path, text)
