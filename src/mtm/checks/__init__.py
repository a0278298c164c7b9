"""Checks look at what was delivered and say what is wrong or unsettled: matrix, deliveries and calendar to findings.

Scope: one file per check, found by itself; the file's name is the check's id, and every rule it raises begins with it.
A check is a function ``check(context)`` that yields findings. Nothing is repaired here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from mtm.checks.context import CheckContext
from mtm.model.finding import Finding

__all__ = ["CheckContext", "checks", "run"]

Check = Callable[[CheckContext], Iterator[Finding]]

NOT_CHECKS = frozenset({"context", "looking"})
"""Files of this folder that are no checks."""


def run(context: CheckContext) -> tuple[Finding, ...]:
    """All findings of all checks, the gravest first; the same inputs give the same findings."""
    found = {finding: None for check in checks().values() for finding in check(context)}
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


@cache
def checks() -> dict[str, Check]:
    """Every check by its id."""
    names = sorted(m.name for m in iter_modules(__path__) if m.name not in NOT_CHECKS)
    return {name: import_module(f"{__name__}.{name}").check for name in names}
