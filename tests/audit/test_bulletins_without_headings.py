"""Press releases and news: no headings, no tables, the country named once in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents.text import read_text
from mtm.audit.language.lexicon import lexicon
from mtm.audit.meaning.reading import Reading, read


def reading(text: str) -> Reading:
    return read(read_text("r.txt", f"{text}\n"))


def wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "release.txt"
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 17,3 - 6,9 = 10,4; the towns are no inflow of the balance
RELEASES = [
    "За 9 месяцев в Казахстан прибыли 17,3 тыс. человек. Из страны выехало 6,9 тыс. человек. Сальдо миграции составляет"
    " {} тыс. человек. Больше всего прибыло в Алматы — 5,4 тыс. человек.",
    "Қазақстанға тұрақты тұру үшін 17,3 мың адам қоныс аударды. Осы кезеңде 6,9 мың адам елден кеткен."
    " Нәтижесінде көші-қон балансы оң қалыпта — {} мың адам. Келушілердің көбі Алматыға (5,4 мың адам) тұрақтаған.",
]


@pytest.mark.parametrize("text", RELEASES)
def test_the_balance_of_a_release_is_checked_by_its_own_in_and_out(tmp_path: Path, text: str) -> None:
    assert wrong(tmp_path, text.format("10,4")) == []
    assert wrong(tmp_path, text.format("14,0")) == ["14,0"]


def test_to_where_people_arrive_in_the_first_sentence_is_the_country_of_the_report() -> None:
    assert reading("In May 5,122 people arrived in Georgia and 7,041 left it.").host == "GEO"
    assert reading("In May 5,122 people arrived from Georgia.").host == ""
    assert reading("In May 5,122 people came to Georgia from Armenia.").host == ""


def test_a_kazakh_sentence_ends_after_the_word_for_persons() -> None:
    found = reading("Былтыр елге 16,1 мың адам келген. Елден 5,9 мың адам кеткен. Ал биыл 7 мың адам келді.")
    assert [len(s.claims) for s in found.sentences] == [1, 1, 1]


def test_two_kazakh_changes_before_one_verb_are_two_changes(tmp_path: Path) -> None:
    text = "2024 жылмен салыстырғанда келгендер саны 20,7%-ға, кеткендер саны 40,5%-ға азайды."
    assert [(c.role, c.direction) for c in reading(text).claims] == [("change", -1), ("change", -1)]
    assert wrong(tmp_path, text) == []


# 60.0 % and 40.0 % of 245,500; 92.0 % and 8.0 % of 198,300
TWO_GROUPS = (
    "We counted 245,500 displaced persons and 198,300 returnees. The displaced included persons in camps (98,200 or"
    " 40%) and in towns (147,300 or 60%). The returnees included those from within the country (182,436 or {}%) and"
    " from abroad (15,864 or 8%)."
)


def test_each_sentence_of_shares_has_the_whole_that_it_names(tmp_path: Path) -> None:
    assert wrong(tmp_path, TWO_GROUPS.format(92)) == []


RANKED = (
    "With 254,300 claims, Canada received most applications, followed by Peru (192,500), Germany (161,900), France"
    " (114,500) and Turkey (83,800). Turkey hosted the largest number of refugees, with 3.7 million people."
)


def test_a_rank_in_another_measure_is_not_held_beside_the_list(tmp_path: Path) -> None:
    assert wrong(tmp_path, RANKED) == []


def test_a_line_that_begins_with_millions_is_no_numbered_heading() -> None:
    found = reading("3.1 Arrivals by land\n\n25.9 million refugees\n\n5.5 млн человек")
    assert [b.kind for b in found.blocks] == ["heading", "paragraph", "paragraph"]


def test_telephone_numbers_are_no_claims_and_signed_balances_are() -> None:
    assert reading("Contact: +7 (7172) 757 485, tel. 8 727 250 10 20, fax: 757-48-51").claims == []
    assert [c.printed for c in reading("Net migration: +1 234 567 persons").claims] == ["+1 234 567"]


def test_a_year_after_in_is_a_year_before_a_word_for_people() -> None:
    assert [c.printed for c in reading("In 2024 arrivals fell to 31,200.").claims] == ["31,200"]
    assert [c.printed for c in reading("The office counted 2024 arrivals.").claims] == ["2024"]


def test_dollars_of_the_united_states_are_a_currency_and_no_country() -> None:
    (claim,) = reading("Workers sent 2.5 billion U.S. dollars home.").claims
    assert (claim.unit, claim.area) == ("USD", "")


def test_a_country_has_the_code_in_force() -> None:
    found = {name: lexicon("en").word(name).area for name in ("France", "Germany", "Yemen", "Myanmar")}
    assert found == {"France": "FRA", "Germany": "DEU", "Yemen": "YEM", "Myanmar": "MMR"}


# 2.1 million and 422 thousand are one number: 2,422 - 2,043 = 379 thousand
TWO_SCALES = [
    ("The number rose to 2 million 422 thousand people.", 2_422_000),
    ("В страну въехало 3 млн 486,5 тысячи человек.", 3_486_500),
    ("Елге 1 миллион 79,2 мың адам келді.", 1_079_200),
    ("В страну прибыли 5 тыс. 569 человек.", 5_569),
    ("Переводы составили 2 миллиарда 636 миллионов долларов.", 2_636_000_000),
]


@pytest.mark.parametrize(("text", "amount"), TWO_SCALES)
def test_a_number_in_two_scales_is_one_number(text: str, amount: int) -> None:
    assert [c.amount for c in reading(text).claims] == [amount]


# 45.6 + 42.3 + 4.1 + 2.6 + 2.9 + 2.5 = 100.0
ORIGINS = [
    "Of those who came, 45.6% were from Uzbekistan, {}% from China, 4.1% from Turkmenistan, 2.6% from Russia, 2.9% from"
    " Mongolia and 2.5% from other countries.",
    "Из прибывших 45,6 % – из Узбекистана, {} % – из Китая, 4,1 % – из Туркменистана, 2,6 % – из России, 2,9 % – из"
    " Монголии и 2,5 % – из других стран.",
    "Келгендердің 45,6%-ы Өзбекстаннан, {}%-ы Қытайдан, 4,1%-ы Түрікменстаннан, 2,6%-ы Ресейден, 2,9%-ы Моңғолиядан"
    " және 2,5%-ы басқа елдерден.",
]


@pytest.mark.parametrize("text", ORIGINS)
def test_shares_of_countries_and_of_the_others_make_a_hundred(tmp_path: Path, text: str) -> None:
    mark = "." if text.startswith("Of") else ","
    assert wrong(tmp_path, text.format(f"42{mark}3")) == []
    assert wrong(tmp_path, text.format(f"24{mark}3")) != []  # two digits exchanged: 82 per cent


# 12,276 - 2,315 = 9,961; 10,110 is the balance of the year before, as 12,220 and 2,110 are its in and out
BESIDE = "The net inflow from China for the year was {} (10,110) – 12,276 in (12,220), 2315 out (2110)."


def test_a_bare_number_in_brackets_is_no_balance(tmp_path: Path) -> None:
    assert wrong(tmp_path, BESIDE.format(9961)) == []
    assert wrong(tmp_path, BESIDE.format(9691)) == ["9691"]


# 1,866 - 1,877 = -11 and 25,428 - 24,959 = 469
IN_BRACKETS = (
    "There was a net outflow of 11 for the month (1866 arriving, {} leaving) and a net inflow of 469 for the year"
    " (25,428 in, 24,959 out)."
)


def test_each_balance_has_the_in_and_out_of_its_own_brackets(tmp_path: Path) -> None:
    assert wrong(tmp_path, IN_BRACKETS.format(1877)) == []
    assert len(wrong(tmp_path, IN_BRACKETS.format(18877))) == 1  # a digit typed twice


# 34,300 - 45,600 = -11,300, and each of the three is rounded to hundreds
ROUNDED = (
    "There were 109,800 arrivals of others and 47,800 departures for a net gain of 62,000 others. Departures of"
    " citizens were 45,600 and arrivals 34,300, leading to a net loss of {} citizens. Net migration was 50,900, down"
    " from 52,700."
)


def test_counts_rounded_to_hundreds_are_not_taken_for_exact(tmp_path: Path) -> None:
    assert wrong(tmp_path, ROUNDED.format("11,200")) == []
    assert wrong(tmp_path, ROUNDED.format("13,100")) == ["13,100"]


def test_the_ends_of_a_range_and_a_margin_are_no_claims_about_the_balance(tmp_path: Path) -> None:
    text = (
        "Arrivals were 147,300 and departures 94,100. Net migration was 53,200 (± 900). Net migration has fluctuated"
        " between 49,000 and 55,000 since 2017."
    )
    assert wrong(tmp_path, text) == []
    assert [c.role for c in reading(text).claims if c.printed in ("900", "49,000", "55,000")] == ["other", "other"]
