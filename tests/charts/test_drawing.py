"""Scales, label spreading, inks, time positions: the tools that the chart kinds share."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.charts.drawing import ink
from mtm.charts.drawing.scale import Scale, decimals, round_step, spanning
from mtm.charts.drawing.spread import spread
from mtm.charts.drawing.times import positions
from mtm.model import marks


def test_ticks_are_round_numbers_with_zero_among_them() -> None:
    # 1,302,415 / 4 = 325,604, so the step is 500,000
    assert spanning([Decimal(1302415)], 0, 100).ticks() == (0, 500000, 1000000)
    assert spanning([Decimal(-30), Decimal(50)], 0, 100).ticks() == (-20, 0, 20, 40)


def test_a_value_lies_where_its_share_of_the_axis_says() -> None:
    scale = Scale(Decimal(-50), Decimal(150), 100, 500)

    # (50 - -50) / 200 = half way from 100 to 500
    assert scale.at(Decimal(50)) == 300


@pytest.mark.parametrize(("least", "step"), [("0.3", "0.5"), ("1", "1"), ("1.01", "2"), ("21", "50"), ("700", "1000")])
def test_a_step_is_the_next_of_one_two_five(least: str, step: str) -> None:
    assert round_step(Decimal(least)) == Decimal(step)


def test_ticks_show_no_more_decimals_than_they_need() -> None:
    assert [decimals(Decimal(text)) for text in ("200", "1", "0.5", "0.02")] == [0, 0, 1, 2]


@given(st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1))
def test_an_axis_always_holds_zero_and_every_value(values: list[Decimal]) -> None:
    scale = spanning(values, 0, 100)

    assert all(-1e-9 <= scale.at(value) <= 100 + 1e-9 for value in [*values, Decimal(0)])
    assert 0 in scale.ticks()


def test_labels_that_collide_make_room_evenly() -> None:
    # both wish to be centred at 50 and are 10 high: 40 to 50 and 50 to 60
    assert spread([50, 50], [10, 10], 0, 100) == [40, 50]


def test_labels_that_do_not_collide_stay_where_they_wish_to_be() -> None:
    assert spread([80, 20], [10, 10], 0, 100) == [75, 15]


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 30)), min_size=1, max_size=9))
def test_spread_labels_never_overlap_and_stay_inside(labels: list[tuple[float, float]]) -> None:
    tops = spread([wish for wish, _ in labels], [height for _, height in labels], 0, 300)
    boxes = sorted((top, top + height) for top, (_, height) in zip(tops, labels, strict=True))

    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(boxes))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= 300 + 1e-6


def test_a_missing_quarter_leaves_its_room_empty() -> None:
    first, second, fourth = positions(["2023-Q1", "2023-Q2", "2023-Q4"], 0, 300)

    assert second - first == pytest.approx(100, abs=2)
    assert fourth - second == pytest.approx(200, abs=2)


def test_without_codes_places_are_even() -> None:
    assert positions(["", "", ""], 0, 100) == [0, 50, 100]


@pytest.mark.parametrize("tone", ink.TEXT)
@pytest.mark.parametrize("kind", marks.KINDS)
def test_an_ink_tells_its_kind_in_every_tone(tone: str, kind: str) -> None:
    assert marks.kind_of(ink.text_colour(tone, kind)) == kind


def test_two_series_never_share_a_colour_while_there_are_colours() -> None:
    assert ink.roles(("first", "first", "first")) == ("first", "second", "third")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_and_shapes_stand_out_from_paper() -> None:
    for tone in ("ink", "grey"):
        assert contrast(ink.text_colour(tone, "figure"), "#FFFFFF") >= 4.5
    for role in ("arrivals", "departures", "balance", *ink.CATEGORIES, "edge"):
        assert contrast(ink.SHAPES[role], "#FFFFFF") >= 2.95
    for role in ink.DARK:
        assert contrast(ink.text_colour("white", "figure"), ink.SHAPES[role]) >= 4.5
    for role in set(ink.CATEGORIES) - ink.DARK:
        assert contrast(ink.text_colour("ink", "figure"), ink.SHAPES[role]) >= 4.5


def test_arrivals_and_departures_differ_in_grey() -> None:
    assert contrast(ink.SHAPES["arrivals"], ink.SHAPES["departures"]) >= 3
