"""Every vintage can be asked for, and a revision is new minus old."""

from __future__ import annotations

from asking import ask, one

from matrix_samples import known, row

VINTAGES = [
    row("permanent_residence_in", "2022", raw, source="statistics-bureau", received=day)
    for raw, day in (("17293", "2023-02-10"), ("17425", "2023-08-11"), ("17425", "2024-02-01"))
]
MATRIX = known(*VINTAGES)
NOW = "obs('permanent_residence_in', period='2022')"


def test_the_newest_vintage_is_the_one_that_is_printed() -> None:
    assert one(MATRIX, NOW).value == 17425
    assert one(known(*VINTAGES, as_of="2023-03-01"), NOW).value == 17293


def test_a_revision_is_new_minus_old() -> None:
    figures = ask(
        MATRIX,
        {
            "now": NOW,
            "first": "first_vintage(now)",
            "before": "previous_vintage(now)",
            "since_first": "revision(now, since='first')",
            "last": "revision(now)",
        },
    )

    # 17,425 - 17,293 = 132; the delivery of February 2024 changed nothing
    assert [figures.figure(f"s.{n}").value for n in ("first", "before", "since_first", "last")] == [
        17293,
        17425,
        132,
        0,
    ]
    assert figures.figure("s.since_first").base.value == 17293
    assert len(figures.figure("s.since_first").origins) == 2


def test_without_an_earlier_vintage_there_is_no_revision() -> None:
    matrix = known(VINTAGES[0])

    assert one(matrix, f"revision({NOW})").gap == "no_earlier_vintage"
    assert one(matrix, f"first_vintage({NOW})").gap == "no_earlier_vintage"
