"""Words that judge a series or a small table: its lowest year, its multiples, its first gain, how many rows rose."""

from __future__ import annotations

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes

YEARS = "The agency granted 210 permits in 2019, 180 in 2020, 365 in 2021, 540 in 2022 and 720 in 2023. "
TABLE = "| Год | Разрешения |\n|---|---|\n| 2019 | 210 |\n| 2020 | 180 |\n| 2021 | 365 |\n| 2022 | 540 |\n\n"
ЖЫЛДАР = "Рұқсат саны 2019 жылы 210, 2020 жылы 180, 2021 жылы 365, 2022 жылы 540, 2023 жылы 720 болды. "
BALANCES = "The balance was -120 in 2019, -45 in 2020, -10 in 2021, +30 in 2022 and +88 in 2023. "

# 720 / 180 = 4; 540 / 180 = 3; 365 / 180 = 2.03; -120 - 45 - 10 + 30 + 88 = -57
SERIES = [
    (YEARS + "The lowest figure was recorded in {}.", "2020", "2021", "2021"),
    (YEARS + "In {} the number exceeded 300 for the first time.", "2021", "2022", "2022"),
    (YEARS + "That is {} as many in 2023 as in 2020.", "four times", "three times", "three times"),
    (YEARS + "Between 2020 and {} the number tripled.", "2022", "2023", "tripled"),
    (TABLE + "Минимум пришёлся на {} год.", "2020", "2019", "2019"),
    (TABLE + "В 2022 году разрешений было {} больше, чем в 2020-м.", "в три раза", "в пять раз", "в пять раз"),
    (ЖЫЛДАР + "Ең төмен көрсеткіш {} жылы болды.", "2020", "2021", "2021"),
    (ЖЫЛДАР + "2023 жылы рұқсат 2020 жылғыдан {} көп берілді.", "төрт есе", "үш есе", "үш есе"),
    (BALANCES + "The balance turned positive for the first time in {}.", "2022", "2021", "2021"),
    (BALANCES.replace("-45", "{}") + "Over the five years the town lost 57 residents.", "-45", "+45", "+45"),
]


def _wrong(text: str) -> list[str]:
    """What findings of class error or likely name."""
    found = audit_documents([open_bytes("report.md", text.encode())]).wrong
    return [place.text for finding in found for place in finding.places]


@pytest.mark.parametrize(("text", "right", "slip", "place"), SERIES)
def test_what_is_said_of_a_series_must_be_what_its_numbers_say(text: str, right: str, slip: str, place: str) -> None:
    assert _wrong(text.format(right)) == []
    assert any(place.strip() in found for found in _wrong(text.format(slip)))


HEADS = ("| District | 2022 | 2023 |", "| Район | 2022 | 2023 |", "| Аудан | 2022 | 2023 |")
ROWS = "\n|---|---|---|\n| Abo | 410 | 455 |\n| Bek | 620 | 580 |\n| Cor | 300 | 345 |\n| Dun | 512 | 598 |\n\n"
LIST = "Applications came to Ana 812, Bor 640, Cal 455, Dom 390 and Eft 210. "

# Abo, Cor and Dun rose, Bek fell; 812, 640 and 455 are more than 400
COUNTS = [
    (HEADS[0] + ROWS + "Numbers rose in {} of the four districts.", "three", "two"),
    (HEADS[0] + ROWS + "Numbers rose in three of the four districts and fell in {}.", "one", "two"),
    (HEADS[1] + ROWS + "В {} районах из четырёх показатель вырос.", "трёх", "двух"),
    (HEADS[1] + ROWS + "Из четырёх районов в {} отмечен рост.", "трёх", "двух"),
    (HEADS[2] + ROWS + "Төрт ауданның {} көрсеткіш өсті.", "үшеуінде", "екеуінде"),
    (LIST + "{} of the five offices received more than 400 each.", "Three", "Four"),
    (LIST + "{} out of the five offices received fewer than four hundred.", "Two", "Three"),
]


@pytest.mark.parametrize(("text", "right", "slip"), COUNTS)
def test_so_many_of_so_many_must_be_as_many_as_the_list_gives(text: str, right: str, slip: str) -> None:
    assert _wrong(text.format(right)) == []
    assert _wrong(text.format(slip)) == [slip]


def test_a_count_of_things_that_no_list_has_is_left_alone() -> None:
    assert _wrong(LIST + "Three of the seven offices received more than 700 each.") == []


def test_a_multiple_of_times_that_no_series_has_is_left_alone() -> None:
    assert _wrong(YEARS + "Between 2005 and 2010 the number had tripled.") == []


def test_what_a_place_lost_longer_ago_than_a_year_earlier_is_no_later_value() -> None:
    text = "Годом ранее, в 2022 году, область потеряла 1 720 человек, а в 2021-м — 2 105, так что убыль сокращается."
    assert _wrong(text) == []
