"""Question: an operand is in doubt by an open question of the team, and what would settle it could turn the figure.

A question with bounds is tried at its bounds. Without bounds a doubted value could be anything; a question about what
an indicator means leaves comparisons over time open, but not the order within one table.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtm.figures.evidence.turning import combinations, doubt, turned
from mtm.figures.holdings import Holdings
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation
from mtm.model.reference import Question


def doubts(figure: Figure, holdings: Holdings) -> Iterator[Doubt]:
    """One doubt for each open question that leaves the direction open."""
    for question in holdings.scope.questions:
        asked = [o for o in figure.observations if question.open and question.about(o) and question.holds(o)]
        if asked and _leaves_open(question, asked, figure):
            yield doubt("question", asked, question=question.id)


def _leaves_open(question: Question, asked: list[Observation], figure: Figure) -> bool:
    bounds = [bound for bound in (question.low, question.high) if bound is not None]
    if bounds:
        options = [[{o: bound} for bound in bounds] for o in asked]
        return any(turned(figure, instead) is not None for instead in combinations(options))
    return bool(question.raw) or len({o.time_period for o in figure.observations}) > 1
