"""A share apart from its count is taken of what its words say."""

from __future__ import annotations

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes

# each text with the share of what its words say, and the share of another number; the working stands beside
CASES = [
    # 1,164 / 1,876 = 62.0 %; 1,164 / 5,210 = 22.3 %
    ("The police issued 5,210 return decisions. 1,876 persons had in fact left.\n\n- 712 persons left voluntarily, "
     "1,164 "
     "under escort. Escorted removals make up {} per cent of all returns.", "62.0", "22.3"),
    # 1,860 / 3,100 = 60.0 %; 1,860 / 9,300 = 20.0 %
    ("In total 9,300 applied. 3,100 permits were granted, 1,860 permits for study and 1,240 for work. Permits for "
     "study "
     "account for {} per cent of all permits.", "60.0", "20.0"),
    # 1,500 / 2,500 = 60.0 %; 1,500 / 6,400 = 23.4 %
    ("The office received 6,400 requests. It dealt with 2,500 cases: 1,500 citizens renewed a card and 1,000 asked "
     "for a "
     "first one. The share of renewals in the cases dealt with was {} per cent.", "60.0", "23.4"),
    # 527 / 1 318 = 40,0 %; 527 / 2 864 = 18,4 %
    ("Рассмотрено 2 864 ходатайства. Отказано по 1 318 ходатайствам. Решения об отказе обжалованы 527 заявителями. "
     "Доля "
     "обжалованных отказов составила {} %.", "40,0", "18,4"),
    # 1 830 / 2 928 = 62,5 %; 1 830 / 4 800 = 38,1 %
    ("Есепті жылы 4 800 шешім шығарылды. Оның 2 928-і орындалды. 1 098 адам өз еркімен кетті, 1 830 адам мәжбүрлеп "
     "шығарылды; мәжбүрлеп шығарылғандардың орындалған шешімдердегі үлесі {}%.", "62,5", "38,1"),
]  # fmt: skip

RIGHT = [
    # 1,164 / 5,210 = 22.3 % of the decisions, as its words say
    "The police issued 5,210 return decisions. By year's end 1,876 persons had left: 712 persons left voluntarily, "
    "1,164 "
    "under escort. The share of escorted removals in all return decisions was 22.3 per cent.",
    # 620 / 2,480 = 25.0 %; "the sample" may be any number
    "The survey covered 2,480 people. Of 1,240 workers 620 were women and 620 men. Women make up 25.0 per cent of the "
    "sample.",
    # 527 / 2 864 = 18,4 %
    "Рассмотрено 2 864 ходатайства. Отказано по 1 318 ходатайствам. Решения об отказе обжалованы 527 заявителями. Доля "
    "обжаловавших в общем числе ходатайств составила 18,4 %.",
    # 1 830 / 4 800 = 38,1 %
    "Есепті жылы 4 800 шешім шығарылды. Оның 2 928-і орындалды. 1 098 адам өз еркімен кетті, 1 830 адам мәжбүрлеп "
    "шығарылды; мәжбүрлеп шығарылғандардың барлық шешімдердегі үлесі 38,1%.",
]


def _wrong(text: str) -> list[str]:
    return [f.rule for f in audit_documents([open_bytes("note.md", text.encode())]).wrong]


@pytest.mark.parametrize(("text", "own", "other"), CASES)
def test_a_share_of_what_its_words_say_is_right_and_of_another_number_wrong(text: str, own: str, other: str) -> None:
    assert _wrong(text.format(own)) == []
    assert "share_of_phrase" in _wrong(text.format(other))


@pytest.mark.parametrize("text", RIGHT)
def test_a_share_of_the_number_that_its_words_may_name_stands(text: str) -> None:
    assert _wrong(text) == []
