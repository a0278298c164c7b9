"""Quality checks of field data: what to ask an interviewer, a site or an interview about, while it can still be asked.

Scope: one file per check, found by itself; the file's name is the check's id, and every rule it raises begins with it.
A check is a function ``check(answers)`` that yields findings, ``SETTINGS`` its settings with what they are unless
round.yml says otherwise. Nothing is changed here; a finding is a reason to look, never a proof of wrongdoing.
No finding carries a text that somebody typed: places are interview ids, interviewer pseudonyms, sites and questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from mtm.model.errors import WorkspaceError
from mtm.model.finding import Finding
from mtm.surveys.quality.context import Context
from mtm.workspace.yamlfile import did_you_mean

__all__ = ["Context", "checks", "run"]

Check = Callable[[Context], Iterator[Finding]]

NOT_CHECKS = frozenset({"context", "comparing", "columns", "summary", "batteries"})
"""Files of this folder that are no checks."""


def run(context: Context) -> tuple[Finding, ...]:
    """All findings of all checks that are not switched off, the gravest first; long lists are cut, and say so.

    Errors: WorkspaceError where round.yml sets what no check has.
    """
    known = settled(context.settings, context.name)
    context = replace(context, _given=Counter())
    found: list[Finding] = []
    for name, check in checks().items():
        if known[name] is not None:
            found += check.check(context.set_to(known[name] or {}))
    return tuple(sorted(dict.fromkeys([*found, *context.cut()]), key=lambda finding: finding.sort_key))


@cache
def checks() -> dict[str, ModuleType]:
    """Every check by its id."""
    names = sorted(m.name for m in iter_modules(__path__) if m.name not in NOT_CHECKS)
    return {name: import_module(f"{__name__}.{name}") for name in names}


def settled(said: Mapping[str, Any], where: str) -> dict[str, dict[str, Any] | None]:
    """The settings of every check; None for one that is switched off ("short_interviews: off")."""
    place = f"surveys/{where}, round.yml, key quality"
    for name in said:
        if name not in checks():
            raise WorkspaceError("there is no such check", where=place, value=name, remedy=did_you_mean(name, checks()))
    return {name: _settings(check, said.get(name, {}), f"{place}.{name}") for name, check in checks().items()}


def _settings(check: ModuleType, said: Any, where: str) -> dict[str, Any] | None:
    if said is False or said == "off":
        return None
    defaults: dict[str, Any] = check.SETTINGS
    if not isinstance(said, Mapping):
        raise WorkspaceError("is no list of settings", where=where, value=str(said), remedy='Write "off" or settings.')
    for name, value in said.items():
        if name not in defaults:
            remedy = did_you_mean(name, defaults) or f"It has: {', '.join(defaults)}."
            raise WorkspaceError("the check has no such setting", where=where, value=name, remedy=remedy)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WorkspaceError("is not a number", where=f"{where}.{name}", value=str(value), remedy="Write a number.")
    return defaults | dict(said)
