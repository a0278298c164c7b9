"""Parts: a total differs from its parts in one delivery, and what is left over could belong to an operand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.figures.evidence.turning import Instead, combinations, doubt, shown, turned
from mtm.figures.holdings import Holdings, table_of
from mtm.kit.identities import Identity
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation


def doubts(figure: Figure, holdings: Holdings) -> Iterator[Doubt]:
    """One doubt where moving the residuals into the operands turns the figure."""
    leaves = figure.observations
    broken = _broken(leaves, holdings)
    options = [[{}, *_options(identity, leaves)] for identity in broken]
    for instead in combinations(options):
        value = turned(figure, instead)
        if value is not None:
            gaps = [i.gap for i in broken if {i.total, *i.parts} & instead.keys()]
            largest = max(gaps, key=abs)
            yield doubt("parts", [i.total for i in broken], gap=largest, turned=shown(figure, value))
            return


def _broken(leaves: tuple[Observation, ...], holdings: Holdings) -> list[Identity]:
    """The identities of the leaves' tables that should close and do not, where a leaf takes part in them."""
    tables = {table_of(leaf): leaf for leaf in leaves}
    found = [identity for leaf in tables.values() for identity in holdings.broken(leaf)]
    own = set(leaves) if found else set()
    return [identity for identity in found if not own.isdisjoint((identity.total, *identity.parts))]


def _options(identity: Identity, leaves: tuple[Observation, ...]) -> list[Instead]:
    gap: Decimal = identity.gap
    parts: list[Instead] = [{p: p.value + gap} for p in identity.valued if p in leaves and p.value is not None]
    if identity.total in leaves:
        parts.append({identity.total: identity.sum})
    return parts
