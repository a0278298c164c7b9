"""Two changes on two named years."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.findings import Found

# 8,713 / 7,246 = 120.2 %; 8,713 / 6,502 = 134.0 %
NAMED = {
    "en": "From January to November 8,713 people moved. In 2023 there were 7,246 and in 2022 there were 6,502. "
    "That is 20.2 per cent more than in 2023 and 34.0 per cent more than in 2022.",
    "ru": "С января по ноябрь переехали 8 713 человек. За тот же срок 2023 года было 7 246, 2022 года – 6 502. "
    "К 2023 году прибавилось 20,2 %, к 2022 году – 34,0 %.",
    "kk": "Он бір айда 8 713 адам көшті. 2023 жылы 7 246, 2022 жылы 6 502 адам көшкен. Сонда 2023 жылмен "
    "салыстырғанда 20,2 %-ға, 2022 жылмен салыстырғанда 34,0 %-ға көп.",
}
SPANS = {
    "en": "The register holds 8,713 people. It held 7,246 in 2023 and 6,502 in 2022. "
    "It grew by 20.2 per cent in one year and by 34.0 per cent in two years.",
    "ru": "На учёте 8 713 человек. В 2023 году было 7 246, в 2022 году – 6 502. "
    "За год прирост составил 20,2 %, за два года – 34,0 %.",
    "kk": "Есепте 8 713 адам тұр. 2023 жылы 7 246, 2022 жылы 6 502 адам болған. "
    "Демек, бір жылда 20,2 %-ға, екі жылда 34,0 %-ға өстік.",
}
TEXTS = [*NAMED.values(), *SPANS.values()]


def wrong(text: str, folder: Path) -> list[Found]:
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    return list(audit([path]).wrong)


def exchanged(text: str, one: str, other: str) -> str:
    assert text.count(one) == text.count(other) == 1
    return text.replace(one, "#").replace(other, one).replace("#", other)


@pytest.mark.parametrize("text", TEXTS)
def test_changes_on_their_own_years_raise_nothing(text: str, tmp_path: Path) -> None:
    assert wrong(text, tmp_path) == []


@pytest.mark.parametrize("text", TEXTS)
def test_changes_exchanged_are_found(text: str, tmp_path: Path) -> None:
    marks = ("20.2", "34.0") if "20.2" in text else ("20,2", "34,0")

    found = wrong(exchanged(text, *marks), tmp_path)

    assert {f.rule for f in found} == {"change_on_years"}


@pytest.mark.parametrize("text", TEXTS)
def test_changes_that_fit_neither_year_say_nothing_of_the_years(text: str, tmp_path: Path) -> None:
    altered = text.replace("8,713", "9,999").replace("8 713", "9 999")

    assert "change_on_years" not in {f.rule for f in wrong(altered, tmp_path)}
