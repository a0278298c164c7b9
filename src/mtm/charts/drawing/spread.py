"""Labels along one side that must not touch: each as near to its wish as the others allow, order kept."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wishes: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The tops of labels that wish to be centred at ``wishes``: none over another, between top and bottom if they fit.

    Labels that touch form a block, and a block stands where its members would on average like it.
    """
    order = sorted(range(len(wishes)), key=lambda n: (wishes[n], n))
    blocks: list[list[int]] = []
    for n in order:
        blocks.append([n])
        while len(blocks) > 1 and _top(blocks[-2], wishes, heights, top, bottom) + _size(blocks[-2], heights) > _top(
            blocks[-1], wishes, heights, top, bottom
        ):
            last = blocks.pop()
            blocks[-1] += last
    tops = [0.0] * len(wishes)
    for block in blocks:
        y = _top(block, wishes, heights, top, bottom)
        for n in block:
            tops[n] = y
            y += heights[n]
    return tops


def _size(block: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[n] for n in block)


def _top(block: Sequence[int], wishes: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> float:
    """Where a block begins: its members' average wish, kept between the edges."""
    offset, total = 0.0, 0.0
    for n in block:
        total += wishes[n] - heights[n] / 2 - offset
        offset += heights[n]
    return max(top, min(total / len(block), bottom - offset))
