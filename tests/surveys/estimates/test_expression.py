"""The expressions of a plan: what they say, what they leave unknown, what they refuse."""

from __future__ import annotations

import pytest

from mtm.model.errors import MtmError
from mtm.surveys.estimates.expression import Amount, Known, amount, condition, names
from surveys.estimates.rounds import answers

ROUND = answers(
    job=["yes", "yes", "no", "dk", "skipped"],
    paid=["no", "yes", "skipped", "refused", "skipped"],
    age=[17, 18, 40, None, 65],
    level=["1", "2", "3", "4", "dk"],
    needs=[frozenset({"food", "cash"}), frozenset(), frozenset({"food"}), "dk", "skipped"],
)


def told(text: str, **scores: Amount) -> list[bool | None]:
    found = condition(text, Known(ROUND, scores))
    return [bool(h) if k else None for h, k in zip(found.holds, found.known, strict=True)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([True, True, False, None, None], "job == 'yes'"),
        ([False, False, True, None, None], "job != 'yes'"),
        ([False, False, True, None, None], "not job == 'yes'"),
        ([True, True, True, None, None], "job in ['yes', 'no']"),
        ([False, False, False, None, None], "job not in ('yes', 'no')"),
        ([False, True, True, None, True], "age >= 18"),
        ([False, True, True, None, False], "18 <= age < 65"),
        ([True, False, True, None, None], "has(needs, 'food')"),
        ([False, True, True, True, None], "level > 1"),
        ([True, False, False, False, None], "level == 1"),
        ([False, True, False, None, False], "age + 2 == 20"),
        ([True, True, True, False, False], "answered(job)"),
        ([True, True, True, True, False], "asked(job)"),
        ([False, False, False, True, False], "dont_know(job)"),
        ([False, False, False, True, False], "refused(paid)"),
        ([True, True, False, None, None], "q('job') == 'yes'"),
    ],
)
def test_conditions(expected: list[bool | None], text: str) -> None:
    assert told(text) == expected


def test_a_question_that_was_skipped_is_not_a_no() -> None:
    assert told("paid == 'no'") == [True, False, None, None, None]


def test_and_is_false_where_one_side_is_known_to_be_false() -> None:
    assert told("job == 'yes' and paid == 'no'") == [True, False, False, None, None]


def test_or_is_true_where_one_side_is_known_to_be_true() -> None:
    assert told("age == 65 or paid == 'no'") == [True, False, None, None, True]


def test_arithmetic_is_unknown_where_a_part_is() -> None:
    values = amount("(age - 8) / 2", Known(ROUND, {})).values.tolist()

    assert values[:3] == [4.5, 5, 16]
    assert values[3] != values[3]


def test_a_division_by_zero_is_unknown() -> None:
    assert all(v != v for v in amount("1 / (age - age)", Known(ROUND, {})).values.tolist())


def test_the_questions_of_an_expression_are_known() -> None:
    assert names("job == 'yes' and has(needs, 'food') and q('my-age') > 3") == ("job", "needs", "my-age")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("cannot be read", "job =="),
        ("cannot be read", "("),
        ("asks for jobs, which the round does not have", "jobs == 'yes'"),
        ("plans do not know", "__import__('os').system('true')"),
        ("plans do not know", "job.__class__ == 'yes'"),
        ("plans do not know", "(lambda: 1)() == 1"),
        ("plans do not know", "[x for x in job]"),
        ("plans do not know", "open('x') == 1"),
        ("plans do not know", "age ** 99999999"),
        ("is not a condition", "age"),
        ("is not a condition", "job and paid == 'no'"),
        ("has no order", "job > 'yes'"),
        ("no such choice", "has(needs, 'water')"),
        ("uses True", "job == True"),
        ("2 arguments", "answered(job, paid)"),
        ("too long", "job == 'yes' or " * 200 + "job == 'no'"),
    ],
)
def test_what_plans_cannot_say(words: str, text: str) -> None:
    with pytest.raises(MtmError, match=words):
        condition(text, Known(ROUND, {}))
