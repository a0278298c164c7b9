"""A list of the text against a column, a row or another list with the same names."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

TABLE = """

| | 2023 | 2024 |
|---|---:|---:|
| {0} | 4 120 | 5 236 |
| {1} | 3 975 | 3 318 |
| {2} | 1 842 | 2 764 |
| {3} | 986 | 1 153 |
"""
EN = TABLE.format("Uzbekistan", "Tajikistan", "Belarus", "Armenia")
RU = TABLE.format("Узбекистан", "Таджикистан", "Беларусь", "Армения")
KK = TABLE.format("Өзбекстан", "Тәжікстан", "Беларусь", "Армения")
SAID = [
    (EN, "In 2024 people came from Uzbekistan (5 236), Tajikistan (3 318), Belarus ({}) and Armenia (1 153)."),
    (EN, "By origin: 5 236 from Uzbekistan; 3 318 from Tajikistan; {} from Belarus; 1 153 from Armenia."),
    (EN, "- Uzbekistan: 5 236\n- Tajikistan: 3 318\n- Belarus: {}\n- Armenia: 1 153"),
    (RU, "Прибыли из Узбекистана 5 236 человек, из Таджикистана – 3 318, из Беларуси – {}, из Армении – 1 153."),
    (RU, "По странам: Узбекистан (5 236), Таджикистан (3 318), Беларусь ({}), Армения (1 153)."),
    (KK, "Елдер бойынша: Өзбекстан – 5 236; Тәжікстан – 3 318; Беларусь – {}; Армения – 1 153."),
    (KK, "Өзбекстаннан 5 236 адам, Тәжікстаннан 3 318 адам, Беларусьтен {} адам, Армениядан 1 153 адам келді."),
]


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(("table", "said"), SAID)
def test_a_name_whose_number_is_not_that_of_the_column_that_the_others_repeat_is_wrong(
    tmp_path: Path, table: str, said: str
) -> None:
    # three of the four numbers are those of 2024; 4 391 stands nowhere in the row of Belarus (1 842 and 2 764)
    assert _wrong(tmp_path, said.format("2 764") + table) == []
    assert _wrong(tmp_path, said.format("4 391") + table) == ["4 391"]


@pytest.mark.parametrize(("table", "said"), [SAID[1], SAID[4]])
def test_a_list_of_which_half_differs_is_another_list(tmp_path: Path, table: str, said: str) -> None:
    other = said.replace("5 236", "6 117").format("4 391")
    assert _wrong(tmp_path, other + table) == []


def test_a_number_that_the_row_has_in_another_column_is_left_to_other_rules(tmp_path: Path) -> None:
    # 1 842 is that of 2023: which of the two years is meant for Belarus is not for this rule to say
    said = "Among the countries of origin are Uzbekistan (5 236), Tajikistan (3 318) and Belarus ({})."
    assert _wrong(tmp_path, said.format("4 391") + EN) == ["4 391"]
    assert _wrong(tmp_path, said.format("1 842") + EN) == []


def test_of_two_lists_of_the_text_the_number_that_stands_alone_is_shown(tmp_path: Path) -> None:
    first = "People came from Uzbekistan (5 236), Tajikistan (3 318), Belarus (2 764) and Armenia (1 153).\n\n"
    second = "To sum up: Uzbekistan – 5 236, Tajikistan – 3 318, Belarus – {}, Armenia – 1 153."
    assert _wrong(tmp_path, first + second.format("2 764")) == []
    assert set(_wrong(tmp_path, first + second.format("4 391"))) & {"2 764", "4 391"}
