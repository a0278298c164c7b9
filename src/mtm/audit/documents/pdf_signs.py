"""Which pages may hold a table, and which of their lines have to be looked at word by word.

Scope: the text of one page, without positions, which cost time to ask for. A sign that proves wrong costs only that
time: whether there is a table is found by the positions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

FEW_WORDS, FEWEST, RUNNING = 8, 3, 7
LEAST_PAIRS, LEAST_SINGLES = 1, 3
EDGE = 8  # lines of a page that may be the first or last rows of a table
REACH = 6  # lines around the rows of a table that may belong to it
SAMPLE = 6  # lines of running text that tell how wide a blank is

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(
    r"(?<!\S)[-−–+(]?[$€₸]?\d(?:[\d.,]*\d)?(?:[ \u00a0\u202f\u2009]\d{3}(?!\d)(?:[.,]\d+)?)*%?\)?\*{0,3}(?!\S)"
)
_SECTION = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def tabular(lines: Sequence[str]) -> bool:
    """A line of two numbers and few words, or several short ones that end in a number or hold little else."""
    pairs = singles = 0
    for line in lines:
        if not _DIGIT.search(line):
            continue
        words = line.split()
        lettered = sum(1 for word in words if word[0].isalpha())
        if lettered < FEW_WORDS and (found := _NUMBER.findall(line)):
            pairs += sum(1 for number in found if not _YEAR.match(number)) > 1
            short = lettered < FEWEST and not _SECTION.match(line)
            singles += short or line.rstrip().endswith(found[-1])
        if pairs >= LEAST_PAIRS or singles >= LEAST_SINGLES:
            return True
    return False


def goes_on(before: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a page may begin with the last rows of a table with which the page before ends."""
    last = [line for line in before if line.strip()][-EDGE:]
    first = [line for line in lines if line.strip()][:EDGE]
    return any(map(_row, first)) and sum(map(_row, last)) > 1 and tabular(before)


def _row(line: str) -> bool:
    """A number that is not that of a section, and few words."""
    short = sum(1 for word in line.split() if word[0].isalpha()) < FEW_WORDS
    return short and bool(_NUMBER.search(line)) and not _SECTION.match(line)


def apart(lines: Sequence[str]) -> list[bool]:
    """The lines of a page with a table that are to be looked at word by word: all but those amid running text.

    Some of those are looked at too, as they tell how wide a blank is on the page.
    """
    running = [_runs(line) for line in lines]
    reach = 2 * REACH + 1
    padded = [True] * REACH + running + [True] * REACH
    whole = [own and all(padded[at : at + reach]) for at, own in enumerate(running)]
    return [not own or seen <= SAMPLE for own, seen in zip(whole, accumulate(whole), strict=True)]


def _runs(line: str) -> bool:
    """Words, as in a paragraph, and no number among them but years; or the short end of one."""
    words = line.split()
    lettered = sum(w[0].isalpha() for w in words)
    if len(words) < RUNNING:
        return lettered == len(words) and line.rstrip().endswith(".")
    return lettered > 0.7 * len(words) and all(_YEAR.match(number) for number in _NUMBER.findall(line))
