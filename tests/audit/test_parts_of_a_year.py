"""Quarters and months against the longer period that they make, natural increase, parts of a country."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents import open_bytes
from mtm.audit.meaning.reading import read


def _wrong(folder: Path, text: str) -> list[tuple[str, list[str]]]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [(f.rule, [p.text for p in (*f.places, *f.operands)]) for f in audit([path]).wrong]


def _periods(text: str) -> list[str]:
    reading = read(open_bytes("report.md", text.encode()))
    return [claim.period for claim in reading.claims]


# 571.3 + 702.6 + 801.9 + 739.6 = 2,815.4; 702.6 with two digits exchanged makes 2,833.4.
QUARTERS = [
    (
        "In 2024 transfers reached 2,815.4 million dollars. In the first quarter 571.3 million came, in the second "
        "{} million, in the third 801.9 million and in the fourth 739.6 million.",
        "702.6",
        "720.6",
    ),
    (
        "В 2024 году переводы достигли 2 815,4 млн долл. В I квартале поступило 571,3 млн, во II – {} млн, "
        "в III – 801,9 млн, в IV – 739,6 млн.",
        "702,6",
        "720,6",
    ),
    (
        "2024 жылы аударымдар 2 815,4 млн доллар болды. Бірінші тоқсанда 571,3 млн, екіншісінде {} млн, үшіншісінде "
        "801,9 млн, төртіншісінде 739,6 млн доллар түсті.",
        "702,6",
        "720,6",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), QUARTERS)
def test_quarters_add_up_to_their_year(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert [rule for rule, _ in found] == ["periods_add_up"]
    assert wrong in found[0][1]


def test_months_add_up_to_their_quarter(tmp_path: Path) -> None:
    text = "In Q3 2024 {} people came. In July 2024 it was 12,345, in August 2024 13,456, in September 2024 11,234."
    assert _wrong(tmp_path, text.format("37,035")) == []  # 12,345 + 13,456 + 11,234
    assert [rule for rule, _ in _wrong(tmp_path, text.format("37,305"))] == ["periods_add_up"]


@pytest.mark.parametrize(
    "text",
    [
        # 12 481 + 13 927 = 26 408
        "In the first half of 2024, 12,481 permits were issued; in the second half 13,927, in all 26,408.",
        "In January 12,481 permits were issued and in February 13,927, 26,408 in total.",
        "В январе выдано 12 481 разрешение, в феврале – 13 927, всего за два месяца – 26 408.",
        "Қаңтарда 12 481 рұқсат, ақпанда 13 927 рұқсат берілді, барлығы – 26 408.",
    ],
)
def test_two_times_of_one_length_make_the_total_behind_them(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace("408", "508"))[0][0] == "total_after_parts"


def test_a_month_and_its_quarter_make_no_total(tmp_path: Path) -> None:
    text = "In March 12,481 permits were issued and in the first quarter 33,927, in all 46,508 since the reform."
    assert _wrong(tmp_path, text) == []


def test_stocks_of_quarters_make_no_sum(tmp_path: Path) -> None:
    text = (
        "In 2024 there were 15,120 refugees on average. In the first quarter there were 15,010, in the second 15,090, "
        "in the third 15,160 and in the fourth 15,220."
    )
    assert _wrong(tmp_path, text) == []


def test_the_word_for_a_quarter_is_said_once() -> None:
    assert _periods("In the first quarter of 2024 we saw 5,713 arrivals, in the second, 7,026.") == ["2024-Q1", "?-Q2"]
    assert _periods("Во втором полугодии 2024 года прибыло 1 541 человек, в первом – 1 273.") == ["2024-H2", "?-H1"]


def test_an_ordinal_before_a_noun_is_no_quarter() -> None:
    assert _periods("In the first quarter of 2024 we saw 5,713 arrivals, and in the second group 7,026.")[1] != "?-Q2"


# 54,318 - 61,207 = -6,889; 14,207 - 5,311 = 8,896
NATURAL = [
    ("There were 54,318 births and 61,207 deaths. The natural decrease was {}.", "6,889", "6,898"),
    ("Родилось 14 207 детей, умерло 5 311 человек. Естественный прирост составил {} человек.", "8 896", "8 986"),
    ("14 207 бала туды, 5 311 адам қайтыс болды. Халықтың табиғи өсімі {} адамға жетті.", "8 896", "8 986"),
    (
        "| | Number |\n|---|---|\n| Live births | 54,318 |\n| Deaths | 61,207 |\n| Natural change | {} |",
        "-6,889",
        "6,889",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), NATURAL)
def test_natural_increase_is_births_less_deaths(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert len(found) == 1
    assert wrong in found[0][1]


def test_a_natural_increase_beside_deaths_alone_is_not_judged(tmp_path: Path) -> None:
    assert _wrong(tmp_path, "There were 61,207 deaths. The natural decrease was 6,889.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In Turkistan region 12,300 people arrived, in East Kazakhstan region 9,100.",
            ["turki regio", "east kazak regio"],
        ),
        ("В городе Алматы – 20 400 человек, в г. Астане – 10 500.", ["алмат", "астан"]),
        ("В Северо-Казахстанской области прибыло 9 100 человек.", ["север облас"]),
        ("2024 жылы Шығыс Қазақстан облысына 9 100 адам келді.", ["шығыс қазақ облыс"]),
    ],
)
def test_parts_of_a_country_are_names(text: str, names: list[str]) -> None:
    reading = read(open_bytes("report.md", text.encode()))
    assert [claim.area for claim in reading.claims] == [f"label:{name}" for name in names]
    assert all("place" not in claim.axes and claim.axes.get("flow") != "out" for claim in reading.claims)


def test_a_year_is_no_town() -> None:
    reading = read(open_bytes("report.md", "В 2023 г. Россия приняла 9 100 человек.".encode()))
    assert [claim.area for claim in reading.claims] == ["RUS"]


# 343,880 of 482,310 are 71.3 per cent; 839 of 1,182 are 71.0.
APART = [
    (
        "Of the 482,310 arrivals, 343,880 came from neighbouring countries and 138,430 from elsewhere.\n\n"
        "Nationals of neighbouring countries accounted for {}% of all arrivals.",
        "71.3",
        "71.8",
    ),
    ("Shelter was the most frequent need ({}% of places). 839 of the 1,182 assessed places named shelter.", "71", "17"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), APART)
def test_a_share_apart_from_its_count_is_the_count_over_its_whole(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert [rule for rule, _ in _wrong(tmp_path, text.format(wrong))] == ["named_share"]


def test_a_share_apart_from_several_counts_of_its_name_is_not_judged(tmp_path: Path) -> None:
    text = (
        "Of the 482,310 arrivals, 343,880 came from neighbouring countries and 138,430 from elsewhere.\n\n"
        "Of the 51,200 departures, 31,400 went to neighbouring countries.\n\n"
        "Neighbouring countries made up 73.1% in the survey."
    )
    assert _wrong(tmp_path, text) == []


# 32,562 - 30,643 = 1,919; 473,660 - 468,320 = 5,340; 61,207 - 54,318 = 6,889
GAPS = [
    (
        "Immigration reached 30,643. Emigration stood at 32,562. Immigration thus fell short of emigration by {}.",
        "1,919",
        "2,919",
    ),
    (
        "Въезд составил 473 660 человек, выезд – 468 320. Таким образом, въезд превысил выезд на {} человек.",
        "5 340",
        "5 430",
    ),
    ("There were 54,318 births and 61,207 deaths. Deaths exceeded births by {}.", "6,889", "6,898"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), GAPS)
def test_the_excess_of_one_side_is_the_difference_of_both(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert len(found) == 1
    assert wrong in found[0][1]


def test_an_excess_of_last_year_is_not_that_of_now(tmp_path: Path) -> None:
    text = "Arrivals were 473,660, departures 468,320. In July last year departures exceeded arrivals by 3,240."
    assert _wrong(tmp_path, text) == []


# 7,039 of 292,634 are 2.4 per cent; 671 of 6,025 are 11.1 per cent.
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "The inflow was 292,634 persons: 16,568 persons (5.7% of the inflow) from Turkey, 7,039 persons ({}% of "
            "the inflow) from India, 4,317 persons (1.5% of the inflow) from Georgia.",
            "2.4",
            "83.1",
        ),
        ("Persons aged 55 and over form the smallest group of permit holders: 671 of 6,025, i.e. {}%.", "11.1", "0.3"),
        ("Of 2,310 visitors 1,480 were men and 830 were women, that is a share of men of {}%.", "64.1", "46.1"),
    ],
)
def test_a_share_says_itself_of_what_it_is(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert any(wrong in "".join(places) for _, places in _wrong(tmp_path, text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "Immigration (thousand persons, 2026): 367.3.\n\nIn 2026 immigration was 367,253 persons.",
        "Theft was twice as common among men (26.0%) as among women (13.0%).",
        "Ref. 04-17/2811.\n\nFrom the CIS came 2,542 persons, from third countries 238, in all 2,780.",
    ],
)
def test_labels_rates_and_numbers_of_letters_are_no_counts(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


ROWS = """
| District | Round 3 | Round 4 | Share, % |
|---|---|---|---|
| Arkal | 9,410 | 8,265 | 21.3 |
| Beineu | 6,120 | 14,325 | 36.9 |
| Saryn | 20,090 | 16,280 | 41.9 |
| Total | 35,620 | 38,870 | 100.0 |
"""
COLUMNS = """
| | Arkal | Beineu | Saryn | All points |
|---|---|---|---|---|
| Incoming | 9,410 | 6,120 | 20,090 | 35,620 |
| Outgoing | 8,265 | 14,325 | 16,280 | 38,870 |
"""


# 8,265 + 16,280 = 24,545, of 38,870 are 63.1 per cent; 9,410 + 20,090 = 29,500
@pytest.mark.parametrize(
    ("table", "text", "right", "wrong"),
    [
        (ROWS, "Together, Saryn and Arkal account for {}% of all persons.", "63.1", "36.1"),
        (ROWS, "Saryn and Arkal together had {} persons in Round 4.", "24,545", "24,455"),
        (ROWS, "Two districts – Saryn and Arkal – gave {}% of all persons.", "63.1", "36.1"),
        (COLUMNS, "Saryn and Arkal together saw {} incoming persons.", "29,500", "25,900"),
    ],
)
def test_rows_named_together_add_up(tmp_path: Path, table: str, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, f"{text.format(right)}\n{table}") == []
    assert [rule for rule, _ in _wrong(tmp_path, f"{text.format(wrong)}\n{table}")] == ["named_together"]


def test_two_names_without_a_word_for_both_are_not_added(tmp_path: Path) -> None:
    assert _wrong(tmp_path, f"Interviews in Saryn and Arkal covered 36.1% of households.\n{ROWS}") == []


def test_columns_are_names_where_rows_are_none() -> None:
    reading = read(open_bytes("report.md", COLUMNS.encode()))
    first, *_, last = reading.claims[:4]
    assert (first.area, first.total, first.axes["flow"]) == ("label:arkal", False, "in")
    assert (last.area, last.total) == ("", True)


# 1,021 + 568 + 243 + 114 = 1,946; 319,765 + 92,835 = 412,600; 128,450 + 42,820 = 171,270; 812 + 438 = 1,250
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "Enumerators met 1,946 travellers at risk. They included 1,021 women, 568 older persons, 243 with "
            "disabilities and {} children.",
            "114",
            "141",
        ),
        ("Health centres gave 412,600 consultations ({} to refugees and 92,835 to others).", "319,765", "391,765"),
        ("Of the 171,270 returnees, {} came from within the country and 42,820 from abroad.", "128,450", "124,850"),
        ("Sample: 1,250 returning migrants (812 men and {} women).", "438", "483"),
        ("Проведено 412 600 консультаций ({} для беженцев и 92 835 для прочих).", "319 765", "391 765"),
    ],
)
def test_parts_beside_their_total_add_up(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    found = _wrong(tmp_path, text.format(wrong))
    assert [rule for rule, _ in found] == ["parts_in_words"]
    assert wrong in found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "Arrivals reached 412,600 (391,765 in 2022 and 92,835 in 2021).",
        "Of the 171,270 returnees, 124,905 came from within the country and 42,820 from abroad.",  # others went unasked
        "Enumerators met 1,946 travellers. They included 1,021 women and 568 older persons.",
    ],
)
def test_a_list_that_may_leave_something_out_is_not_judged(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []


def test_shares_of_these_are_taken_of_the_number_before(tmp_path: Path) -> None:
    text = "In all, {} persons plan to move. Of these, 330 (60%) go back, 154 (28%) go on and 66 (12%) are undecided."
    assert _wrong(tmp_path, text.format(550)) == []
    assert [places[0] for _, places in _wrong(tmp_path, text.format(500))] == ["500"]


def test_shares_of_items_that_make_a_hundred_find_the_wrong_count(tmp_path: Path) -> None:
    text = (
        "# Overview\n\nThere were 318,450 displaced persons.\n\n# Reasons\n\n- Conflict: 210,180 (66%)\n"
        "- Floods: {} (25%)\n- Other: 28,660 (9%)\n"
    )
    assert _wrong(tmp_path, text.format("79,610")) == []
    assert {rule for rule, _ in _wrong(tmp_path, text.format("76,910"))} == {"shares_of_items"}


REFUGEES = """
There were 368,200 refugees: 196,480 from A, 98,870 from B and 72,850 from other places.

{} of them children: 205,080 refugees ({}%) are under 18.

| Origin | 2024 | 2025 |
|---|---|---|
| Arkal | 187,340 | 196,480 |
| Beineu | 92,615 | 98,870 |
| Others | 72,545 | 72,850 |
| Total | 352,500 | 368,200 |
"""


# 205,080 of 368,200 are 55.7 per cent, the others 44.3.
def test_a_lone_share_is_of_a_whole_that_the_report_uses(tmp_path: Path) -> None:
    assert _wrong(tmp_path, REFUGEES.format("Many", "56")) == []
    assert [rule for rule, _ in _wrong(tmp_path, REFUGEES.format("Many", "44"))] == ["lone_share"]
    assert _wrong(tmp_path, REFUGEES.format("Many", "39")) == []  # of something else


# 196,480 of 368,200 are 53.4 per cent, of 352,500 they would be 55.7.
@pytest.mark.parametrize("wrong", ["35.4", "55.7"])
def test_a_share_of_a_row_is_its_cell_over_the_total_of_its_column(tmp_path: Path, wrong: str) -> None:
    text = REFUGEES.format("Many", "56") + "\nRefugees from Arkal made up {}% of all."
    assert _wrong(tmp_path, text.format("53.4")) == []
    assert [rule for rule, _ in _wrong(tmp_path, text.format(wrong))] == ["named_share"]


# 2,405 of 6,500 are 37.0 per cent.
def test_a_share_behind_of_the_is_taken_of_that_number(tmp_path: Path) -> None:
    text = "Of the 6,500 shelters planned for 2025, 2,405 had been completed by the end of June ({}%)."
    assert _wrong(tmp_path, text.format(37)) == []
    assert len(_wrong(tmp_path, text.format(27))) == 1
