"""A count that stands with its share apart from the list, when two of its figures are exchanged or one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# 7 456 + 5 033 + 3 729 + 2 422 = 18 640; 7 456 / 18 640 = 40,0 %, 5 033 = 27,0 %, 3 729 = 20,0 %, 2 422 = 13,0 %
LIST = """# Report

There were 18,640 movements.

- to the north 7,456 (40.0%)
- to the south 5,033 (27.0%)
- to the east 3,729 (20.0%)
- elsewhere 2,422 (13.0%)
"""


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"{LIST}\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 13 421 / 18 640 = 72.0 %
@pytest.mark.parametrize("wrong", ["13,241", "13,821"])
def test_a_count_whose_share_asks_for_other_figures_is_found(tmp_path: Path, wrong: str) -> None:
    text = "**Who is on the way.** Men accounted for 72.0% (13,421)."
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace("13,421", wrong)) != []
    assert _wrong(tmp_path, text.replace("13,421", "11,003")) == []  # of another whole, which the text does not print
    assert _wrong(tmp_path, text.replace("72.0% (13,421)", "15.1% (5,824)")) == []  # 2,824 is a long way off


def test_an_amount_compared_with_an_earlier_one_is_of_the_earlier_time(tmp_path: Path) -> None:
    text = "Relative to the 20,261 movements of the year before, these 18,640 movements mean a change of -8.0%."
    assert _wrong(tmp_path, text) == []
    assert _wrong(tmp_path, text.replace("-8.0%", "-8.7%")) == ["-8.7%"]
