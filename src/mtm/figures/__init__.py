"""The figure algebra: expressions over observations become numbers that know where they come from."""

from mtm.figures.definitions import Definition, load_definitions
from mtm.figures.errors import FigureError
from mtm.figures.evaluate import evaluate
from mtm.figures.family import Family
from mtm.figures.figures import Figures
from mtm.figures.scope import Scope

__all__ = ["Definition", "Family", "FigureError", "Figures", "Scope", "evaluate", "load_definitions"]
