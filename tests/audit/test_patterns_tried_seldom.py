"""Patterns that are tried only where a text holds one of their marks: whatever they match holds one."""

from __future__ import annotations

import re
import re._parser as parser
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from mtm.audit.meaning.multiples import SAID, may_say_times
from mtm.audit.meaning.so_many_of import FORMS, may_count
from mtm.audit.rules.sizes.times_between import MULTIPLE
from mtm.audit.rules.times.years_running import RUNNING, says_running

_OF_A_CLASS = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "x"}


def shortest(tree: Any) -> Iterator[str]:
    """For every choice that a pattern leaves the shortest text that it matches so; what is looked ahead for is not."""
    pieces = [list(_piece(str(op), given)) for op, given in tree]
    return ("".join(chosen) for chosen in product(*pieces))


def _piece(op: str, given: Any) -> Iterator[str]:
    if op == "LITERAL":
        yield chr(given)
    elif op == "IN":
        yield _of_class(given)
    elif op == "BRANCH":
        for branch in given[1]:
            yield from shortest(branch)
    elif op == "SUBPATTERN":
        yield from shortest(given[-1])
    elif op in ("MAX_REPEAT", "MIN_REPEAT"):
        least, _, repeated = given
        yield from (text * least for text in shortest(repeated)) if least else ("",)
    else:
        assert op in ("AT", "ASSERT", "ASSERT_NOT"), op
        yield ""


def _of_class(given: Any) -> str:
    first, value = given[0]
    if str(first) == "CATEGORY":
        return _OF_A_CLASS[str(value)]
    return chr(value) if str(first) == "LITERAL" else chr(value[0]) if str(first) == "RANGE" else "x"


def texts(pattern: re.Pattern[str]) -> list[str]:
    return list(shortest(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_whatever_counts_some_of_several_holds_a_small_number_and_a_link(language: str) -> None:
    assert [t for form in FORMS[language] for t in texts(form) if not may_count(t, language)] == []


@pytest.mark.parametrize("pattern", [SAID, *MULTIPLE.values()])
def test_whatever_says_how_many_times_holds_a_mark_of_it(pattern: re.Pattern[str]) -> None:
    assert [t for t in texts(pattern) if not may_say_times(t)] == []


def test_whatever_lasts_for_years_holds_a_mark_of_it() -> None:
    assert [t for t in texts(RUNNING) if RUNNING.search(t) and not says_running(t)] == []
    assert says_running("Third year running")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("three of the five districts", True), ("the end of the year", False), ("five districts", False)],
)
def test_a_count_needs_both_the_number_and_the_link(text: str, spoken: bool) -> None:
    assert may_count(text, "en") is spoken
