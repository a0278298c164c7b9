"""Changes at the end of short lists, in tables with one dated column, and of several pairs in one sentence."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents


def _wrong(text: str) -> list[str]:
    found = audit_documents([open_bytes("report.md", f"# Report, Q3 2024\n\n{text}\n".encode())]).wrong
    return [p.text for f in found for p in (*f.places, *f.operands)]


def _holds_and_breaks(text: str, right: str, wrong: str) -> None:
    assert _wrong(text.format(right)) == []
    assert any(wrong in place or place in wrong for place in _wrong(text.format(wrong)))


# 720.0 / 600.0 = 1.2; 20,000 / 25,000 - 1 = -20.0 %; 20,000 - 25,000 = -5,000
LISTS = [
    ("- Q3 2024: USD {} million;\n- Q3 2023: USD 600.0 million;\n- change: +20.0%.", "720.0", "72.0"),
    ("- Change: {}%;\n- Q3 2024: 20,000 exits;\n- Q3 2023: 25,000 exits.", "−20.0", "20.0"),
    ("- Exits in Q3 2024: 20,000 (Q3 2023: 25,000);\n- difference: {}.", "−5,000", "−6,200"),
    (
        "- III кв. 2023 г. – 600,0 млн долларов;\n- III кв. 2024 г. – 720,0 млн долларов;\n- прирост – {}%.",
        "20,0",
        "16,7",
    ),
    ("- было 25 000 выездов;\n- стало {} выездов;\n- изменение составило −20,0%.", "20 000", "22 000"),
    ("- былтыр: 25 000 адам;\n- биыл: 20 000 адам;\n- кемуі: {}%.", "20,0", "25,0"),
    ("- 2023 ж. III тоқсан – 25 000 адам\n- 2024 ж. III тоқсан – 20 000 адам\n- өзгеріс: {}%", "−20,0", "20,0"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), LISTS)
def test_the_change_at_the_end_of_a_list_is_what_its_two_values_make(text: str, right: str, wrong: str) -> None:
    _holds_and_breaks(text, right, wrong)


def test_a_change_over_another_step_is_not_of_the_values_above_it() -> None:
    assert _wrong("- Q3 2024: 20,000 exits\n- Q3 2023: 25,000 exits\n- change on the previous quarter: +4.0%") == []


# 25,000 to 20,000 falls by 20.0 %; 22,000 to 24,200 rises by 10.0 %
PAIRS = [
    ("Exits dropped from 25,000 to 20,000 (−20.0%), entries {} from 22,000 to 24,200.", "grew", "dropped"),
    ("Exits dropped from 25,000 to 20,000 (−20.0%), entries grew from 22,000 to 24,200 ({}%).", "+10.0", "−10.0"),
    ("Если выезд уменьшился с 25 000 до 20 000, то въезд {} с 22 000 до 24 200.", "возрос", "сократился"),
    ("С 22 000 до 24 200 {} число въездов, с 25 000 до 20 000 уменьшился выезд.", "выросло", "снизилось"),
    ("Келгендер 22 000 деңгейінен 24 200 деңгейіне {}, кеткендер 25 000-нан 20 000-ға азайды.", "өсті", "кеміді"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), PAIRS)
def test_each_pair_of_a_sentence_goes_the_way_of_its_own_word_and_sign(text: str, right: str, wrong: str) -> None:
    _holds_and_breaks(text, right, wrong)


# 9,081 / 4,759 = 1.908; 7,064 / 3,282 = 2.152; 337 / 461 = 0.731; 20,000 / 25,000 = 0.8
UNDATED = (
    "| |Arrivals|Q3 2023|Change, %|\n|-|-|-|-|\n"
    "|Armenia|9,081|4,759|+90.8|\n|Malta|7,064|3,282|{}|\n|Georgia|337|461|−26.9|"
)
SIGNED = (
    "| |2023|2024|Change|\n|-|-|-|-|\n|Armenia|25,000|20,000|{}|\n|Malta|461|337|−26.9%|\n|Georgia|4,759|9,081|+90.8%|"
)


@pytest.mark.parametrize(("text", "right", "wrong"), [(UNDATED, "+115.2", "+121.5"), (SIGNED, "−20.0%", "20.0%")])
def test_a_column_of_changes_is_read_beside_an_undated_column_and_with_one_lost_minus(
    text: str, right: str, wrong: str
) -> None:
    _holds_and_breaks(text, right, wrong)


# 162.9 / 90.5 = 1.8
MULTIPLES = [
    ("Transfers increased {}-fold, from USD 90.5 million to USD 162.9 million.", "1.8", "2.1"),
    ("Transfers rose from USD 90.5 million to USD 162.9 million, by a factor of {}.", "1.8", "2.8"),
    ("Объём возрос в {} раза: 90,5 млн долларов в 2023 г. и 162,9 млн в 2024 г.", "1,8", "2,8"),
    ("Аударымдар 90,5 млн доллардан 162,9 млн долларға дейін, яғни {} есе өсті.", "1,8", "0,9"),
    ("Transfers {} over the year, from USD 81.4 million to USD 162.9 million.", "doubled", "quadrupled"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), MULTIPLES)
def test_a_multiple_is_that_of_its_two_values_however_it_is_worded(text: str, right: str, wrong: str) -> None:
    _holds_and_breaks(text, right, wrong)
