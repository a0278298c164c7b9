"""Running totals, a row of shares under a row of counts, and rows that only number the columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.findings import Found

# 1,320; + 1,635 = 2,955; + 1,954 = 4,909; + 3,807 = 8,716; + 1,071 = 9,787
RUNNING = """| Month | Arrivals | Since January |
|---|---:|---:|
| January | 1,320 | 1,320 |
| February | 1,635 | 2,955 |
| March | 1,954 | 4,909 |
| April | 3,807 | 8,716 |
| May | 1,071 | 9,787 |
"""
ACROSS = """| | Қаңтар | Ақпан | Наурыз | Сәуір | Мамыр |
|---|---:|---:|---:|---:|---:|
| Келгендер | 1 320 | 1 635 | 1 954 | 3 807 | 1 071 |
| Жыл басынан | 1 320 | 2 955 | 4 909 | 8 716 | 9 787 |
"""
# 1 200 / 5 000 = 24,0; 1 800 = 36,0; 2 000 = 40,0
SHARES = """| Показатель | Север | Юг | Запад | Всего |
|---|---:|---:|---:|---:|
| Семей | 1 200 | 1 800 | 2 000 | 5 000 |
| Доля, % | 24,0 | 36,0 | 40,0 | 100,0 |
"""
# 4 210 - 3 950 = 260; 2 480 - 2 610 = -130; 6 690 - 6 560 = 130
NUMBERED = """| Область | Прибыло | Убыло | Сальдо |
|---|---:|---:|---:|
| А | 1 | 2 | 3 |
| Северная | 4 210 | 3 950 | 260 |
| Южная | 2 480 | 2 610 | −130 |
| Всего | 6 690 | 6 560 | 130 |
"""


def wrong(text: str, folder: Path) -> list[Found]:
    path = folder / "table.md"
    path.write_text(text, encoding="utf-8")
    return list(audit([path]).wrong)


@pytest.mark.parametrize("text", [RUNNING, ACROSS, SHARES, NUMBERED])
def test_a_right_table_raises_nothing(text: str, tmp_path: Path) -> None:
    assert wrong(text, tmp_path) == []


@pytest.mark.parametrize(
    ("text", "right", "printed"),
    [
        (RUNNING, "| 4,909 |", "| 4,509 |"),
        (RUNNING, "| 3,807 |", "| 3,307 |"),
        (RUNNING, "| 1,320 | 1", "| 1,820 | 1"),
        (ACROSS, "8 716", "8 176"),
        (SHARES, "36,0", "38,0"),
        (NUMBERED, "| 3 950 |", "| 3 550 |"),
    ],
)
def test_a_slip_is_found(text: str, right: str, printed: str, tmp_path: Path) -> None:
    assert text.count(right) == 1

    assert len(wrong(text.replace(right, printed), tmp_path)) == 1
