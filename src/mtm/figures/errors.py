"""A figure that cannot be computed as it is written: its error names file, line and figure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from mtm.model.errors import WorkspaceError

NEAR = 0.6
"""How alike two names must be for one to be suggested in place of the other (1 is equal)."""


class FigureError(WorkspaceError):
    """A definition in a figures file is wrong; ``where`` is filled in by the evaluator: file, line, figure."""

    def at(self, where: str) -> FigureError:
        """The same error with its place, unless it already has one."""
        return self if self.where else type(self)(self.what, where=where, value=self.value, remedy=self.remedy)


def unknown(what: str, name: str, known: Iterable[str], remedy: str = "") -> FigureError:
    """An error for a name that does not exist, with the nearest names that do."""
    return FigureError(f"unknown {what}", value=name, remedy=did_you_mean(name, known) or remedy)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A suggestion such as 'Did you mean border_arrivals?', or nothing where no known name is near."""
    likeness = {k: SequenceMatcher(None, name, k).ratio() for k in sorted(set(known))}
    best = max(likeness.values(), default=0.0)
    near = [k for k, found in likeness.items() if found >= max(NEAR, best - 0.05)]
    return f"Did you mean {' or '.join(near[:3])}?" if near else ""
