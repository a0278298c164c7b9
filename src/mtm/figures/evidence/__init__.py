"""Evidence for a direction."""

from mtm.figures.holdings import Holdings
from mtm.model.figure import Doubt, Figure


def doubts(figure: Figure, holdings: Holdings) -> tuple[Doubt, ...]:
    """Doubts."""
    return ()
