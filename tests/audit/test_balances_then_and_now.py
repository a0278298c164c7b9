"""A balance with its earlier value in one sentence is what came less what left, now and then."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

# 14,620 - 9,415 = 5,205
NOW = {
    "en, brackets": "In the half-year 14,620 people arrived and 9,415 left. Net migration was {} people (3,118 a year "
    "earlier).",
    "en, against": "In the half-year 14,620 people arrived and 9,415 left. Net migration was {} people, against 3,118 "
    "a year earlier.",
    "ru, brackets": "За полугодие прибыли 14 620 человек, выбыли 9 415 человек. Миграционный прирост составил {} "
    "человек (годом ранее – 3 118 человек).",
    "ru, dated": "За полугодие прибыли 14 620 человек, выбыли 9 415 человек. Миграционный прирост за полугодие 2023 "
    "года составил {} человек (в 2022 году – 3 118 человек).",
    "ru, against": "За полугодие прибыли 14 620 человек, выбыли 9 415 человек. Миграционный прирост составил {} "
    "человек против 3 118 человек годом ранее.",
    "kk, brackets": "Жарты жылда 14 620 адам келді, 9 415 адам кетті. Көші-қон айырымы {} адам болды (бір жыл бұрын 3 "
    "118 адам).",
    "kk, whereas": "Жарты жылда 14 620 адам келді, 9 415 адам кетті. Көші-қон айырымы {} адамды құрады, ал бір жыл "
    "бұрын 3 118 адам болған.",
}
# 1,733 - 7,105 = -5,372 then, 1,412 - 7,640 = -6,228 now
BOTH = {
    "en": "In 2019 1,412 people arrived (1,733 in 2018) and 7,640 left (7,105 in 2018); net migration was −6,228 "
    "people (−{} in 2018).",
    "ru": "За 2019 год прибыло 1 412 человек (1 733 – в 2018 году), выбыло 7 640 человек (7 105 – в 2018 году), "
    "миграционный отток составил −6 228 человек (−{} – в 2018 году).",
}


def _wrong(text: str) -> list[tuple[str, str]]:
    return [(f.rule, f.expected) for f in audit_documents([open_bytes("b.md", f"{text}\n".encode())]).wrong]


@pytest.mark.parametrize("name", NOW)
def test_a_balance_with_its_earlier_value_follows_from_its_sides(name: str) -> None:
    right, wrong = ("5,205", "5,025") if name.startswith("en") else ("5 205", "5 025")
    assert _wrong(NOW[name].format(right)) == []
    assert [rule for rule, _ in _wrong(NOW[name].format(wrong))] == ["balance_then_and_now"]


@pytest.mark.parametrize("name", BOTH)
def test_the_earlier_balance_follows_from_the_sides_of_its_own_time(name: str) -> None:
    right, wrong = ("5,372", "5,732") if name == "en" else ("5 372", "5 732")
    assert _wrong(BOTH[name].format(right)) == []
    assert len(_wrong(BOTH[name].format(wrong))) == 1


@pytest.mark.parametrize(
    "text",
    [
        # the in and the out are of one region, the balance of the country
        "In the Omsk region 3,120 people arrived and 2,410 left. Net migration of Kazakhstan was 5,205 people (3,118 a "
        "year earlier).",
        # two inflows: nobody says of which the balance is
        "Прибыли из СНГ 8 120 человек, из других стран 6 500 человек, выбыли 9 415 человек. Миграционный прирост "
        "составил 4 730 человек (годом ранее – 3 118 человек).",
        # a fall of the balance is no outflow
        "Жарты жылда 14 620 адам келді, 9 415 адам кетті. Көші-қон айырымы азайып, 5 205 адам болды (бір жыл бұрын "
        "6 118 адам).",
    ],
)
def test_sides_that_are_not_said_to_be_those_of_the_balance_say_nothing(text: str) -> None:
    assert _wrong(text) == []
