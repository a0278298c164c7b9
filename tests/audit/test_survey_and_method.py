"""Survey estimates with intervals, rates of all, and sentences that explain how a change was worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.documents.text import read_text
from mtm.audit.meaning.reading import read


def wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "report.md"
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


INTERVALS = [
    "Most named savings on food (61.6 per cent, interval from 58.2 to 64.8) and no contract (53.0 per cent, interval"
    " from 48.8 to 57.2).",
    "Чаще всего называли экономию на еде (61,6 процента, интервал от 58,2 до 64,8) и «Нет договора» (53,0 процента,"
    " интервал от 48,8 до 57,2).",
]


@pytest.mark.parametrize("text", INTERVALS)
def test_the_ends_of_an_interval_are_no_part_and_no_whole(tmp_path: Path, text: str) -> None:
    assert wrong(tmp_path, f"# Needs\n\n{text}") == []
    bounds = [c for c in read(read_text("r.txt", text)).claims if c.unit != "%"]
    assert {c.role for c in bounds} == {"other"}


# the rates lie around that of all: 8,700 / 6,000 = 1.45; 2,900 + 2,830 + 2,970 = 8,700 and 3 x 2,000 = 6,000
RATES = """
| Country | Entries | Persons | Entries per head |
|---|---|---|---|
| Armenia | 2,900 | 2,000 | 1.45 |
| Georgia | 2,830 | 2,000 | 1.42 |
| Latvia | {} | 2,000 | 1.49 |
| Total | 8,700 | 6,000 | 1.45 |
"""


def test_a_rate_of_all_rows_is_no_sum_of_their_rates(tmp_path: Path) -> None:
    assert wrong(tmp_path, RATES.format("2,970")) == []
    assert wrong(tmp_path, RATES.format("2,790")) != []


METHOD = """# Migration in the second quarter of 2024

Arrivals in the second quarter of 2024 numbered 4,001,714.

Change in arrivals: arrivals across the border (4,001,714) less arrivals in the first quarter of 2024 (2,975,788).
"""


def test_a_period_that_opens_a_bracket_is_that_of_the_number_in_it(tmp_path: Path) -> None:
    assert wrong(tmp_path, METHOD) == []
    found = {c.printed: c.period for c in read(read_text("r.md", METHOD)).claims}
    assert found["2,975,788"] == "2024-Q1"


NEEDS = """
| Need | Per cent | Asked |
|---|---|---|
| Food | 61.6 | 1,125 |
| Housing | 43.9 | 1,125 |
| Wages | 17.9 | 890 |
| Papers | 9.3 | 1,125 |

Asked were: Food: 1,125; Housing: 1,125; Wages: 890; Papers: 1,125.
"""


def test_a_number_that_several_rows_have_names_none_of_them(tmp_path: Path) -> None:
    assert wrong(tmp_path, f"# Needs\n{NEEDS}") == []
