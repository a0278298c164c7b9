"""Patterns that are tried only where letters stand that they need: whatever they match holds these letters."""

from __future__ import annotations

import re
import re._parser as parser
from collections.abc import Iterator
from importlib import import_module
from itertools import islice, product
from pkgutil import walk_packages
from typing import Any

import pytest

import mtm.audit
from mtm.audit.language.seldom import Seldom, needed
from mtm.audit.meaning.so_many_of import FORMS, may_count

MOST = 20_000  # texts of one pattern
_OF_A_CLASS = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "x"}


def shortest(tree: Any) -> Iterator[str]:
    """For every choice that a pattern leaves the shortest text that it matches so; what is looked ahead for is not."""
    pieces = [list(_piece(str(op), given)) for op, given in tree]
    return ("".join(chosen) for chosen in product(*pieces))


def _piece(op: str, given: Any) -> Iterator[str]:
    if op in ("LITERAL", "NOT_LITERAL", "ANY"):
        yield chr(given) if op == "LITERAL" else "¤"
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
        return _OF_A_CLASS.get(str(value), "x")
    return chr(value) if str(first) == "LITERAL" else chr(value[0]) if str(first) == "RANGE" else "x"


def texts(pattern: re.Pattern[str]) -> list[str]:
    return list(islice(shortest(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)), MOST))


def every_seldom() -> list[Seldom]:
    """Those of all modules of the auditor, also in tuples and by language."""
    found: dict[str, Seldom] = {}
    for module in walk_packages(mtm.audit.__path__, "mtm.audit."):
        looked = list(vars(import_module(module.name)).values())
        while looked:
            one = looked.pop()
            if isinstance(one, Seldom):
                found[one.pattern.pattern] = one
            elif isinstance(one, tuple | list):
                looked += one
            elif isinstance(one, dict):
                looked += one.values()
    return list(found.values())


def test_whatever_a_pattern_of_the_auditor_matches_holds_what_it_needs() -> None:
    known = every_seldom()

    assert len(known) > 50
    assert [
        (one.pattern.pattern, text) for one in known for text in texts(one.pattern) if not one.may_match(text)
    ] == []


@pytest.mark.parametrize(
    ("pattern", "marks"),
    [
        (r"\byears? running\b", {" running"}),  # the s may be missing
        (r"\b(?:two|three) times\b", {" times"}),  # longer than what "two" demands
        (r"twice|thrice", {"twice", "thrice"}),
        (r"Tr[ei]ble", {"ble"}),
        (r"(?:doubl|tripl)(?:ed|es)?", {"doubl", "tripl"}),
        (r"more(?! than)", {"more"}),  # what must not follow is not needed
        (r"(?=now)then", {"then"}),
        (r"(?:peak)? in", {" in"}),
        (r"ab{0,2}cd", {"cd"}),
        (r"U\.S\.", {"u.s."}),
        (r"\d+ ?%|share", set()),  # a percent sign alone is too short to look for
        (r"[^()]{2,60}", set()),
    ],
)
def test_what_a_pattern_needs_is_read_off_the_pattern(pattern: str, marks: set[str]) -> None:
    assert needed(pattern) == marks


def test_a_pattern_is_tried_only_between_the_two_places() -> None:
    doubled = Seldom(r"\bdoubled\b")
    text = "It Doubled. It fell."

    assert doubled.search(text) is not None
    assert doubled.search(text, 11) is None
    assert [hit.start() for hit in doubled.finditer(text, 0, 11)] == [3]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_whatever_counts_some_of_several_holds_a_small_number_and_a_link(language: str) -> None:
    assert [t for form in FORMS[language] for t in texts(form) if not may_count(t, language)] == []


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("three of the five districts", True), ("the end of the year", False), ("five districts", False)],
)
def test_a_count_needs_both_the_number_and_the_link(text: str, spoken: bool) -> None:
    assert may_count(text, "en") is spoken
