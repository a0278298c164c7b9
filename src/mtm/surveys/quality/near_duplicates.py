"""Two interviews that agree in nearly everything: one was copied from the other and changed here and there.

Alike is the share of identical answers among the questions that either of the two answered (as in Kuriakose and
Robbins 2016, "Don't get duped"). In a small round all pairs are compared. In a large one only pairs that agree in all
questions of some band are looked at; bands are drawn so that few pairs agree by chance, and a note says which share of
the pairs sought is found that way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.columns import alike_by_chance, answered, expected_pairs, groups, mixed
from mtm.surveys.quality.comparing import percent
from mtm.surveys.quality.context import NONE, Context, substantive, text_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = {"share": 0.9, "least": 15, "chance": 1, "all_pairs": 2_000, "bands": 48, "block": 30}
"""``share`` of identical answers from which two interviews are named; ``least`` questions that either answered;
``chance``: pairs as alike as these that the round would have by chance, from which on they are not named;
``all_pairs``: rounds of up to so many interviews are compared pair by pair; else ``bands`` are drawn, and of rows alike
in a band each is compared with at most ``block`` neighbours."""

CHUNK = 20_000
SAMPLED = 32
"""Columns by which pairs are sorted out first."""


@dataclass(frozen=True)
class Matrix:
    """The answers as one row of codes per interview, and which row of the table each is.

    ``alike`` is the probability, question by question, that two interviews agree by chance; ``sample`` are some of the
    columns, looked at first.
    """

    codes: NDArray[np.int32]
    rows: NDArray[np.int64]
    alike: tuple[float, ...]
    sample: NDArray[np.int32]


def check(context: Context) -> Iterator[Finding]:
    """One finding for every interview with a near copy; its closest is named."""
    own = context.own
    matrix = _matrix(context, int(own["least"]))
    if len(matrix.rows) < 2:
        return
    if len(matrix.rows) <= own["all_pairs"]:
        pairs = _all_pairs(len(matrix.rows))
    else:
        bands = drawn(matrix.alike, len(matrix.rows), int(own["bands"]))
        found = 1 - (1 - own["share"] ** len(bands[0])) ** len(bands)
        yield context.finding(
            "near_duplicates_limit", Severity.NOTE, "interviews", share=percent(own["share"]), found=percent(found)
        )
        pairs = _banded(matrix.codes, bands, int(own["block"]))
    yield from _alike(context, matrix, pairs)


def _matrix(context: Context, least: int) -> Matrix:
    answers = context.answers()
    questions = substantive(answers.kept)
    rows = np.flatnonzero(answers.interviewed & (answered(answers, questions) >= least))
    codes = np.empty((len(rows), len(questions)), np.int32)
    alike = []
    for number, question in enumerate(questions):
        column = answers.codes(question.name)[rows]
        codes[:, number] = column
        alike.append(alike_by_chance(column))
    every = max(len(questions) // SAMPLED, 1)
    return Matrix(codes, rows, tuple(alike), np.ascontiguousarray(codes[:, ::every]))


def _all_pairs(count: int) -> Iterator[NDArray[np.int64]]:
    for first in range(count - 1):
        second = np.arange(first + 1, count)
        yield np.stack([np.full(len(second), first), second])


def drawn(alike: Sequence[float], rows: int, bands: int) -> list[list[int]]:
    """Bands of questions: as many questions as make a chance agreement in all of them rarer than one row in the table.

    Questions that tell people apart well are dealt out first, each band beginning with another one.
    """
    order = sorted((c for c in range(len(alike)) if alike[c] < 0.98), key=lambda c: (alike[c], c)) or [0]
    enough = log(4 * rows)
    size = _size([-log(max(alike[c], 1e-6)) for c in order], enough)
    step = max(len(order) // bands, 1)
    return [sorted(_deal(order, band * step, size)) for band in range(bands)]


def _size(weights: list[float], enough: float) -> int:
    """How many questions of average weight it takes."""
    mean = sum(weights) / len(weights)
    return max(min(len(weights), int(np.ceil(enough / max(mean, 0.05)))), 1)


def _deal(order: list[int], start: int, size: int) -> list[int]:
    """``size`` questions from all over the order, beginning at ``start``."""
    stride = max(len(order) // size, 1)
    return list(
        dict.fromkeys(order[(start + number * stride + number // len(order)) % len(order)] for number in range(size))
    )


def _banded(codes: NDArray[np.int32], bands: list[list[int]], block: int) -> Iterator[NDArray[np.int64]]:
    """Pairs of rows that agree in a whole band; in a crowd each row is paired with its next neighbours only."""
    for band in bands:
        keys = np.zeros(len(codes), np.uint64)
        for column in band:
            keys = mixed(keys ^ mixed(codes[:, column]))
        order, starts = groups(keys)
        size = np.repeat(np.diff(starts), np.diff(starts))
        left = np.repeat(starts[1:], np.diff(starts)) - np.arange(len(order)) - 1  # rows after this one in its group
        for ahead in range(1, min(block, int(size.max(initial=1)) - 1) + 1):
            first = np.flatnonzero(left >= ahead)
            if len(first):
                yield np.sort(np.stack([order[first], order[first + ahead]]), axis=0)


def _alike(context: Context, matrix: Matrix, pairs: Iterator[NDArray[np.int64]]) -> Iterator[Finding]:
    answers, own = context.answers(), context.own
    best: dict[int, tuple[float, int, int]] = {}
    for some in pairs:
        for start in range(0, some.shape[1], CHUNK):
            likely = _likely(matrix.sample, some[:, start : start + CHUNK], float(own["share"]))
            _keep_best(matrix.codes, likely, best, float(own["share"]), int(own["least"]))
    who = answers.who("_interviewer")
    alike = float(np.mean(matrix.alike))
    expected = {row: expected_pairs(share, of, alike, len(matrix.rows)) for row, (share, of, _) in best.items()}
    closest = sorted((row for row in best if expected[row] < own["chance"]), key=lambda row: (-best[row][0], row))
    for second in context.limited("near_duplicates", closest):
        share, of, first = best[second]
        row, other = int(matrix.rows[second]), int(matrix.rows[first])
        yield context.interview(
            "near_duplicates",
            Severity.QUESTION,
            row,
            other=answers.ids[other],
            other_interviewer=text_at(who, other),
            share=percent(share),
            of=of,
        )


def _likely(sample: NDArray[np.int32], pairs: NDArray[np.int64], wanted: float) -> NDArray[np.int64]:
    """The pairs that agree in most of the sampled columns; the others are not worth looking at in full.

    The margin is four standard errors of a share in so many columns: of pairs that are alike, one in 30,000 is lost.
    """
    one, other = sample[pairs[0]], sample[pairs[1]]
    margin = 4 * (wanted * (1 - wanted) / SAMPLED) ** 0.5
    either = ((one != NONE) | (other != NONE)).sum(axis=1)
    same = ((one == other) & (one != NONE)).sum(axis=1)
    return pairs[:, same >= (wanted - margin) * either] if sample.shape[1] >= SAMPLED else pairs


def _keep_best(
    codes: NDArray[np.int32],
    pairs: NDArray[np.int64],
    best: dict[int, tuple[float, int, int]],
    wanted: float,
    least: int,
) -> None:
    """Note each later row's closest earlier one, if it is close enough and not an exact copy."""
    one, other = codes[pairs[0]], codes[pairs[1]]
    either = ((one != NONE) | (other != NONE)).sum(axis=1)
    same = ((one == other) & (one != NONE)).sum(axis=1)
    for place in np.flatnonzero((either >= least) & (same >= wanted * either) & (same < either)):
        first, second = int(pairs[0, place]), int(pairs[1, place])
        found = (float(same[place] / either[place]), int(either[place]), first)
        if second not in best or found[0] > best[second][0]:
            best[second] = found
