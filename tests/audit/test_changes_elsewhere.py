"""Changes of the key findings against the values that the report gives elsewhere; directions of balances and lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    title = "Шетелдіктер туралы қысқаша есеп" if any(c in text for c in "қғңөүұһі") else "Report"
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# (512.8 - 496.5) / 496.5 = 3.3 %; (485.3 - 570.0) / 570.0 = -14.9 %; (681.2 - 874.5) / 874.5 = -22.1 %
KEY_FINDINGS = [
    (
        "## Key findings\n\n- Fees of USD 512.8 million were received, {} of 3.3%\n\n"
        "## Fees\n\nFees rose to USD 512.8 million from USD 496.5 million in 2023 (+3.3%).",
        "an increase",
        "a decrease",
        "decrease",
    ),
    (
        "## Главное\n\n- Взносы составили 485,3 млн долл. США, {} на 14,9%\n\n"
        "## Взносы\n\nВзносы снизились до 485,3 млн долл. США с 570,0 млн в 2016 г. (-14,9%).",
        "сокращение",
        "рост",
        "рост",
    ),
    (
        "## Негізгі\n\n- Жарналар 681,2 млн АҚШ долларын құрады, 22,1%-ға {}\n\n"
        "## Жарналар\n\nЖарналар 2021 жылғы 874,5 млн АҚШ долларынан 681,2 млн АҚШ долларына дейін төмендеді (-22,1%).",
        "төмендеу",
        "өсу",
        "өсу",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong", "named"), KEY_FINDINGS)
def test_the_direction_of_a_key_finding_is_that_of_the_values_given_elsewhere(
    tmp_path: Path, text: str, right: str, wrong: str, named: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert named in " ".join(_wrong(tmp_path, text.format(wrong)))


def test_a_key_finding_divided_by_the_later_value_is_found_by_the_table_of_the_report(tmp_path: Path) -> None:
    text = (
        "## Key findings\n\n- Ships made 20,328 calls, {} less than a year earlier\n\n"
        "## Calls\n\n| Port | 2022 | 2023 |\n| --- | --- | --- |\n| North | 14,200 | 9,118 |\n"
        "| South | 11,300 | 11,210 |\n| Total | 25,500 | 20,328 |"
    )
    assert _wrong(tmp_path, text.format("20.3%")) == []  # (20,328 - 25,500) / 25,500 = -20.3 %
    assert _wrong(tmp_path, text.format("25.4%")) == ["25.4%"]  # (20,328 - 25,500) / 20,328 = -25.4 %


def test_every_change_of_a_list_is_that_of_its_own_country(tmp_path: Path) -> None:
    text = (
        "Ships came from Poland (5,311), Italy (4,364) and Spain (2,115). In all 11,790 ships came, among them 5,311 "
        "from Poland, 20.2 per cent more than a year earlier, 4,364 from Italy, 10.4 per cent {} than a year earlier "
        "and 2,115 from Spain, 31.3 per cent more than a year earlier.\n\n"
        "| Country | 2022 | 2023 |\n| --- | --- | --- |\n| Poland | 4,418 | 5,311 |\n| Italy | 4,870 | 4,364 |\n"
        "| Spain | 1,611 | 2,115 |"
    )  # (4,364 - 4,870) / 4,870 = -10.4 %
    assert _wrong(tmp_path, text.format("fewer")) == []
    assert _wrong(tmp_path, text.format("more")) == ["more than"]


# 23,589 - 28,696 = -5,107; 22,776 - 19,133 = 3,643; 23,125 - 26,513 = -3,388
SURPLUSES = [
    ("In the last quarter of 2017 23,589 arrived; 28,696 left. That gives a {} of 5,107.", "deficit", "surplus"),
    ("За год прибыло 22 776 человек; уехавших насчитали 19 133. Итог – {} в 3 643 человека.", "профицит", "дефицит"),
    ("2020 жылы келушілер саны 23 125; кетушілер 26 513 болды. Нәтижесі – 3 388 адам {}.", "тапшылық", "профицит"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SURPLUSES)
def test_a_surplus_or_deficit_is_that_of_the_in_and_out_of_its_paragraph(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


# 182,004 < 223,918; 725.2 > 659.7
CAME_TO = [
    ("The number of guests, 223,918 in 2017, has {} to 182,004.", "receded", "advanced"),
    ("Число гостей, составлявшее 223 918 в 2017 году, {} до 182 004.", "просело", "подросло"),
    ("Жарналар 659,7 млн доллардан 725,2 млн долларға {}.", "күшейді", "әлсіреді"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), CAME_TO)
def test_what_a_dated_number_came_to_lies_on_the_side_that_the_word_says(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


def test_more_than_is_the_wrong_word_where_the_number_in_brackets_was_larger(tmp_path: Path) -> None:
    text = "Fees came to USD 1,245.6 million, 8.2% {} a year earlier (USD 1,356.9 million)."  # -111.3 / 1,356.9
    assert _wrong(tmp_path, text.format("less than")) == []
    assert _wrong(tmp_path, text.format("more than")) == ["more than"]
