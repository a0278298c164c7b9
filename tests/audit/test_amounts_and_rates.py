"""A change said as an amount and as a percentage, and what it lies between, in three languages."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents


def _wrong(text: str) -> list[str]:
    found = audit_documents([open_bytes("report.md", f"# Report\n\n{text}\n".encode())]).wrong
    return [p.text for f in found for p in (*f.places, *f.operands)]


SAID = [
    # 17,463 - 16,400 = 1,063; / 16,400 = 6.5 %; / 17,463 = 6.1 %
    ("17,463 foreigners work here. A year earlier they were 16,400, a growth of 1,063 persons, or {}%.", "6.5", "6.1"),
    ("Работают 17 463 иностранца. Год назад их было 16 400, прирост за год – 1 063 человека, или {}%.", "6,5", "6,1"),
    (
        "Елде 17 463 шетелдік жұмыс істейді, былтыр 16 400 болған. Өсім 1 063 адамды, немесе {}%-ды құрады.",
        "6,5",
        "6,1",
    ),
    # 3.27 - 2.84 = 0.43; / 2.84 = 15.1 %
    (
        "Fees made 3.27 billion tenge, as against 2.84 billion in 2023. The increase of {} billion, or 15.1%.",
        "0.43",
        "0.53",
    ),
    (
        "Бюджеттен 3,27 млрд теңге бөлінді, өткен жылы 2,84 млрд теңге болатын. Өсім – {} млрд теңге (+15,1%).",
        "0,43",
        "0,53",
    ),
    # 61,924 - 58,740 = 3,184; / 58,740 = 5.4 %
    ("Насчитано 61 924 человека. По сравнению с 2023 годом (58 740) их число выросло на {} (5,4%).", "3 184", "5 184"),
    # 24,871 - 21,530 = 3,341; / 21,530 = 15.5 %
    ("- Подано заявлений: 24 871\n- +3 341 к 2023 году (21 530), рост {} %", "15,5", "18,8"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_an_amount_and_its_percentage_are_one_change(text: str, right: str, wrong: str) -> None:
    assert _wrong(text.format(right)) == []
    assert any(wrong in place for place in _wrong(text.format(wrong)))


SILENT = [
    "20,956 permits were in force, 2,191 more than in 2023 and 21.0 per cent above the level of 2022.",  # two years
    "A year before 32,320 came, which means a fall of 7.6%; now 29,865 came.",  # the amount is a value itself
    "Of 12,600 permits 1,350, or 10.7%, were new; in 2023 there had been 11,250.",  # a part and its share
]


@pytest.mark.parametrize("text", SILENT)
def test_an_amount_beside_a_percentage_of_something_else_is_left_alone(text: str) -> None:
    assert _wrong(text) == []


# 592 - 541 = 51; 10,900 - 9,480 = 1,420
WAYS = [
    ("Inspectors visited 592 sites, compared with 541 in 2023, i.e. {}.", "51 more", "51 fewer"),
    ("2023 жылы 10 900 рұқсат берілді. Бұл 2022 жылғыдан 1 420 рұқсатқа {} (9 480 рұқсат).", "көп", "аз"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), WAYS)
def test_more_and_fewer_agree_with_the_two_values(text: str, right: str, wrong: str) -> None:
    assert _wrong(text.format(right)) == []
    assert _wrong(text.format(wrong)) != []
