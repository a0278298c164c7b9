"""Quarters and months against the longer period that they make, natural increase, parts of a country."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents import open_bytes
from mtm.audit.reading import read


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
