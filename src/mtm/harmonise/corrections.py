"""Corrections replace single delivered values, and only while the value they were written for still stands there.

A correction is data of the workspace (corrections.yml) with its reason, author and status. Its guard is the printed
value it expects: once the source sends another, the correction is not applied, and the check ``correction_guard``
says that it must go.
Scope: the matrix above the store; the store keeps what the source sent. The corrected observation keeps its cell, so
that a figure still leads to what was delivered, and names its correction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mtm.model.observation import Observation, Status
from mtm.model.reference import Correction


def correct(observations: Iterable[Observation], corrections: Iterable[Correction]) -> tuple[Observation, ...]:
    """The observations with every active correction applied whose guard holds."""
    active = [c for c in corrections if c.status == "active"]
    return tuple(_corrected(o, active) for o in observations)


def _corrected(observation: Observation, corrections: list[Correction]) -> Observation:
    for correction in corrections:
        if correction.about(observation) and correction.holds(observation):
            return _applied(observation, correction)
    return observation


def _applied(observation: Observation, correction: Correction) -> Observation:
    exponent = correction.value.as_tuple().exponent if correction.value is not None else 0
    said = {"correction": correction.id, "correction_author": correction.author, "correction_reason": correction.reason}
    return replace(
        observation,
        value=correction.value,
        obs_status=Status.ESTIMATED if correction.value is not None else Status.WITHHELD,
        decimals=max(-exponent, 0) if isinstance(exponent, int) else observation.decimals,
        attributes=tuple(sorted({**dict(observation.attributes), **said}.items())),
    )
