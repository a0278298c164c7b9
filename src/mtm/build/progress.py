"""Long work tells what it is doing: a function that doors turn into a progress bar, silent by default."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[str, int, int], None]
"""Told at each step: what is being done, how many parts are done, of how many."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""
