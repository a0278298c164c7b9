"""A share of the number of now, whose words name the number of before."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 3 276 / 12 600 = 26,0 %, of 11 120 it would be 29,5 %; 12 600 − 11 120 = 1 480
TABLE = "\n\n| Place | {} |\n|---|---:|\n| Orsk | 6 184 |\n| Iset | 4 730 |\n| Tobol | 1 686 |\n| Total | 12 600 |\n"


@pytest.mark.parametrize(
    "text",
    [
        "By now 12 600 people have been moved, of whom 3 276 are children (26.0%). The day added 1 480: the report "
        "before gave 11 120." + TABLE.format("Moved"),
        "С начала паводка отселены 12 600 человек, из них 3 276 детей (26,0%). За сутки прибавилось 1 480 человек: в "
        "прошлой сводке числилось 11 120." + TABLE.format("Отселено"),
        "Су тасқынынан 12 600 адам көшірілді, оның ішінде 3 276 бала (26,0%). Бір тәулікте 1 480 адам қосылды: алдыңғы "
        "есепте 11 120 болған." + TABLE.format("Көшірілді"),
    ],
)
def test_the_whole_of_a_share_is_that_of_now(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
    assert "12 600" in text
    assert "11 120" in _wrong(tmp_path, text.replace("12 600", "11 120", 1))


def test_the_other_part_of_a_whole_is_no_whole_of_before(tmp_path: Path) -> None:
    # 7 200 + 2 400 = 9 600; 2 400 / 9 600 = 25.0 %
    text = "- 9 600 visitors arrived.\n- 7 200 of them stayed a night; 2 400 (25.0%) came for a day."
    assert _wrong(tmp_path, text) == []
