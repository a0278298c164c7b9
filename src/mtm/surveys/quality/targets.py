"""What was to be interviewed, and what was: sites and strata behind their target, or far beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.model.finding import Finding, Severity
from mtm.surveys.quality.comparing import percent
from mtm.surveys.quality.context import Context

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mtm.surveys.logic.columns import Column

SETTINGS = {"over": 1.2}
"""``over``: times the target from which a site has too many interviews."""


def check(context: Context) -> Iterator[Finding]:
    """One finding for every site or stratum that misses its target; only complete interviews count."""
    answers = context.answers()
    sites = {site.id: site.target for site in context.file.sites if site.target is not None}
    yield from _compare(context, "site", sites, _achieved(answers.who("_site"), answers.complete))
    strata = {part.id: part.target for part in context.file.design.frame if part.target is not None}
    names = context.file.design.strata
    if strata and len(names) == 1 and answers.has(names[0]):
        yield from _compare(context, "stratum", strata, _achieved(answers.column(names[0]), answers.complete))


def _achieved(column: Column, complete: NDArray[np.bool_]) -> dict[str, int]:
    counted = np.bincount(column.codes[complete], minlength=len(column.values))
    return {text: int(count) for text, count in zip(column.values, counted, strict=False)}


def _compare(context: Context, kind: str, targets: Mapping[str, int], achieved: Mapping[str, int]) -> Iterator[Finding]:
    for name, target in targets.items():
        count = achieved.get(name, 0)
        told: dict[str, Any] = {kind: name, "target": target, "count": count}
        if count < target:
            rule = f"targets_{kind}_short"
            share = percent(count / target)
            yield context.finding(rule, Severity.WARNING, f"{kind} {name}", share=share, missing=target - count, **told)
        elif count > target * context.own["over"]:
            yield context.finding(f"targets_{kind}_over", Severity.NOTE, f"{kind} {name}", **told)
