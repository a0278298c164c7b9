"""Press releases and news: no headings, no tables, the country named once in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents.text import read_text
from mtm.audit.lexicon import lexicon
from mtm.audit.reading import Reading, read


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
