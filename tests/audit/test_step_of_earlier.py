"""What a number grew by, over what it was, against the rate or portion beside it, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# (text with the rate, right, wrong)
STEPS = [
    # 60 / 480 = 12.5 %; 60 / 540 = 11.1 %
    ("A year earlier there were 480 officers. The increase is 60 officers, or {} per cent.", "12.5", "11.1"),
    # 280 / 1,860 = 15.1 %; 280 / 2,140 = 13.1 %
    ("2,140 homes were built. Last season 1,860 were built. We have done 280 more, a rise of {}%.", "15.1", "13.1"),
    # 680 / 2,720 = 25 %
    ("In 2023 we took in 2,720 persons. The result for 2024 is {} better: 680 persons more.", "a quarter", "a half"),
    # 350 / 1 400 = 25 %; 350 / 1 750 = 20 %
    ("В прошлом сезоне сдали 1 400 единиц. Нынче на 350 больше, прирост – {} %.", "25", "20"),
    # 520 / 2 080 = 25 %
    ("В предыдущем году прибыли 2 080 человек; нынешний итог выше на {}, или на 520 человек.", "четверть", "треть"),
    # 300 / 900 = a third
    ("В предыдущем году пошли в школу 900 детей. Теперь их больше на {}, на 300 детей.", "треть", "четверть"),
    # 240 / 960 = 25 %; 240 / 1 200 = 20 %
    ("Былтыр 960 баспана тапсырылды. Биыл 240 баспанаға көп, өсім {}%.", "25", "20"),
    # 600 / 8 600 = 7.0 %; 600 / 8 000 = 7.5 %
    ("8 000 рұқсат берілді. Алдыңғы жылы 8 600 рұқсат берілген. Төмендеу 600 бірлік немесе {}%.", "7,0", "7,5"),
    # 280 / 1 120 = a quarter
    ("Алдыңғы жылы 1 120 адам келген, биылғы нәтиже {} біріне, яғни 280 адамға жоғары.", "төрттен", "үштен"),
]


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


@pytest.mark.parametrize(("text", "right", "wrong"), STEPS)
def test_a_step_is_that_rate_of_the_earlier_value(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) != []


@pytest.mark.parametrize(
    "text",
    [
        "A year earlier there were 480 officers. The increase is 60 officers, of whom 40 per cent are women.",
        "The hotline took 5,000 calls in 2023. Complaints were 200 more than in 2022, a rise of 8 per cent.",
        "Last year 900 children came with parents. Children without parents were 45 more than before, 15 per cent up.",
        "Год назад принято 4 000 заявлений. Жалоб стало на 60 больше (рост 12 %).",
        "Былтыр 1 200 билет сатылды. Шағым 30-ға көп, өсім 15%.",
        "Last year the fund paid 1.8 million. The growth of 0.6 million, or 35 per cent, brought it to 2.4 million.",
    ],
)
def test_a_step_of_something_else_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
