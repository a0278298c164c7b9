"""A change in the key findings or the conclusions is that of the text, whatever words surround it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _found(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [(finding.rule, place.text) for finding in audit([path]).wrong for place in finding.places]


# 8,204 / 7,310 = 1.1223; 8,204 - 7,310 = 894; 412 / 515 = 0.8
REPORTS = [
    (
        "# Register of nurses in 2023\n\n## The register\n\nIn 2023 the register held 8,204 nurses, against 7,310 in "
        "the year before, that is 12.2 per cent more. Complaints fell from 515 to 412.\n\n"
        "## Conclusions\n\nThe register of nurses grew by {} per cent, and staff is needed.\n",
        "12.2",
        "9.6",
    ),
    (
        "# Register of nurses in 2023\n\n## Highlights\n\n- With {} more nurses than in 2022, wards reopened.\n\n"
        "## The register\n\nIn 2023 the register held 8,204 nurses, against 7,310 in the year before.\n",
        "894",
        "849",
    ),
    (
        "# Реестр медсестёр в 2023 году\n\n## Реестр\n\nВ 2023 году в реестре состояло 8 204 медсестры, что на 12,2 % "
        "больше, чем в 2022 году. Жалоб стало меньше: 412 против 515.\n\n"
        "## Выводы\n\nЧисло медсестёр в реестре выросло на {} %.\n",
        "12,2",
        "9,6",
    ),
    (
        "# Мейірбикелердің тізілімі туралы\n\n## Тізілім\n\nТізілімде 8 204 мейірбике тіркелген, бұл бір жыл "
        "бұрынғыдан 12,2 %-ға көп.\n\n## Қорытынды\n\nТізілімдегі мейірбикелер саны {} %-ға өсті.\n",
        "12,2",
        "9,6",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), REPORTS)
def test_a_summary_repeats_the_change_of_the_text(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _found(tmp_path, text.format(right)) == []
    assert [(rule, place.strip(" %")) for rule, place in _found(tmp_path, text.format(wrong))] == [("summary", wrong)]


def test_a_summary_may_speak_of_another_step_of_time(tmp_path: Path) -> None:
    text = (
        "# Register of nurses in 2023\n\n## The register\n\nBetween 2019 and 2023 the register of nurses grew by "
        "31.7 per cent, from 6,229 to 8,204.\n\n## Conclusions\n\nThe register of nurses grew by 4.1 per cent.\n"
    )
    assert _found(tmp_path, text) == []


def test_a_summary_may_speak_of_another_subject(tmp_path: Path) -> None:
    text = (
        "# Register of nurses in 2023\n\n## The register\n\nIn 2023 the register held 8,204 nurses, 12.2 per cent more "
        "than in 2022.\n\n## Conclusions\n\nThe wages of drivers grew by 4.1 per cent.\n"
    )
    assert _found(tmp_path, text) == []
