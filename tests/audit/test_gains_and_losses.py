"""Words of gain and loss beside numbers whose in and out the report gives; earlier values item by item."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    title = "Шетелдіктер туралы қысқаша есеп" if any(c in text for c in "қғңөүұһі") else "Report"
    path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


# 34,058 - 25,588 = 8,470; 38,619 - 52,705 = -14,086; 17,176 - 17,709 = -533; 109,652 - 151,498 = -41,846
GAINS = [
    ("Exchange with the others ended in a {} of 8,470 (34,058 in, 25,588 out).", "surplus", "deficit"),
    ("Обмен с прочими дал {} в 14 086 чел. (прибыло 38 619, выбыло 52 705).", "убыль", "прирост"),
    ("Елдермен алмасу 533 адам {} берді (17 176 келді, 17 709 кетті).", "кему", "өсім"),
    ("Here arrivals (109,652) {} departures (151,498) by 41,846.", "stayed below", "exceeded"),
    ("At the ports 109,652 arrived and 151,498 left.\n\n- Loss or gain: a net {} of 41,846.", "loss", "gain"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), GAINS)
def test_a_gain_or_loss_is_on_the_side_that_its_in_and_out_say(
    tmp_path: Path, text: str, right: str, wrong: str
) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert wrong in " ".join(_wrong(tmp_path, text.format(wrong)))


def test_entries_minus_exits_tell_a_sum_and_no_loss(tmp_path: Path) -> None:
    text = "At the ports 151,498 arrived and 109,652 left.\n\n- Balance: 41,846 (arrivals minus departures)"
    assert _wrong(tmp_path, text) == []


def test_departures_that_exceed_arrivals_are_a_loss_said_with_a_word_of_more(tmp_path: Path) -> None:
    assert _wrong(tmp_path, "Departures (151,498) exceeded arrivals (109,652) by 41,846.") == []


def test_descending_order_is_no_fall(tmp_path: Path) -> None:
    text = (
        "In descending order: Poland – 6,833, a year earlier 5,420, Italy – 5,498, a year earlier 9,406, Spain – "
        "3,813, a year earlier 4,289."
    )
    assert _wrong(tmp_path, text) == []


# 83.5 - 89.6 = -6.1; (702.7 - 787.0) / 787.0 = -10.7 %
POINTS = [
    ("With 83.5% of the guests (89.6% the year before), Poles {} their position by 6.1 percentage points.", "weakened"),
    ("From 787.0 million dollars in 6M 2016 to 702.7 million in 6M 2017: the fees have {} 10.7%.", "lost"),
]


@pytest.mark.parametrize(("text", "right"), POINTS)
def test_the_value_in_brackets_or_of_the_earlier_months_is_the_earlier_one(
    tmp_path: Path, text: str, right: str
) -> None:
    wrong = {"weakened": "strengthened", "lost": "gained"}[right]
    assert _wrong(tmp_path, text.format(right)) == []
    assert _wrong(tmp_path, text.format(wrong)) == [wrong]


def test_the_scale_of_a_label_is_that_of_its_number(tmp_path: Path) -> None:
    text = "The number of guests reached 26,379 in 2024.\n\n- Guests (thousand persons, 2024): {}."
    assert _wrong(tmp_path, text.format("26.4")) == []


def test_a_surplus_of_departures_is_no_surplus(tmp_path: Path) -> None:
    # 252,234 - 201,788 = 50,446
    text = "In brief: 201,788 arrivals, 252,234 departures, a surplus of departures of 50,446."

    assert _wrong(tmp_path, text) == []
