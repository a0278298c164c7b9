"""Grouping: an agency counts a contested area in one group; counted in the other, the figure could turn.

Our dated groups say whose membership is contested (an associate, a signatory that never ratified). The area's value is
moved as the agency lists it; where it is withheld, it is taken from nothing up to all that the group does not list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mtm.figures.evidence.turning import Instead, combinations, doubt, shown, turned
from mtm.figures.holdings import Holdings
from mtm.kit.identities import is_rest
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import Observation


@dataclass(frozen=True)
class _Move:
    """An area's value leaving or entering the group that an operand is the total of."""

    leaf: Observation
    least: Decimal
    most: Decimal
    enters: bool

    @property
    def options(self) -> list[Instead]:
        base = self.leaf.value or Decimal(0)
        return [{self.leaf: base + (amount if self.enters else -amount)} for amount in (self.least, self.most)]


def doubts(figure: Figure, holdings: Holdings) -> Iterator[Doubt]:
    """One doubt for each contested area that turns the figure when it changes groups."""
    leaves = [o for o in figure.observations if _our_group(o, holdings)]
    areas = {area for leaf in leaves for area in _contested(leaf, holdings)}
    for area in sorted(areas):
        moves = [move for leaf in leaves if (move := _move(leaf, area, leaves, holdings))]
        for instead in combinations([move.options for move in moves]):
            value = turned(figure, instead)
            if value is not None:
                yield _doubt(area, moves, shown(figure, value), holdings)
                break


def _doubt(area: str, moves: list[_Move], value: Decimal, holdings: Holdings) -> Doubt:
    known = [m for m in moves if m.least == m.most]
    first = (known or moves)[0]
    group = _our_group(first.leaf, holdings)
    listed = first.leaf.counterpart_area
    moved = first.least if known else first.most
    return doubt(
        "grouping", [m.leaf for m in moves], area=area, group=group, agency_group=listed, moved=moved, turned=value
    )


def _our_group(o: Observation, holdings: Holdings) -> str:
    agency = holdings.scope.agency_groups.get(o.counterpart_area)
    return (agency.inside or agency.outside) if agency else ""


def _contested(leaf: Observation, holdings: Holdings) -> tuple[str, ...]:
    group = holdings.scope.groups.get(_our_group(leaf, holdings))
    return group.contested(leaf.time_period.end) if group else ()


def _move(leaf: Observation, area: str, leaves: list[Observation], holdings: Holdings) -> _Move | None:
    if leaf.value is None or area not in _contested(leaf, holdings):
        return None
    stands = _listed_under(leaf, area, holdings) or next(
        (found for other in leaves if (found := _listed_under(other, area, holdings))), ""
    )
    agency = holdings.scope.agency_groups.get(stands)
    if agency is None or (agency.inside or agency.outside) != _our_group(leaf, holdings):
        return None
    amount = _amount(leaf, area, stands, holdings)
    return _Move(leaf, *amount, stands != leaf.counterpart_area) if amount else None


def _listed_under(leaf: Observation, area: str, holdings: Holdings) -> str:
    rows = (o for o in holdings.neighbours(leaf) if o.counterpart_area == area)
    return next((o.attribute("group") or "" for o in rows), "")


def _amount(leaf: Observation, area: str, group: str, holdings: Holdings) -> tuple[Decimal, Decimal] | None:
    table = holdings.neighbours(leaf)
    row = next((o for o in table if o.counterpart_area == area and o.value is not None), None)
    if row is not None and row.value is not None:
        return (row.value, row.value)
    whole = next((o.value for o in table if o.counterpart_area == group), None)
    if whole is None:
        return None
    listed = [o for o in table if o.attribute("group") == group and not is_rest(o.counterpart_area)]
    room = whole - sum((o.value for o in listed if o.value is not None), Decimal(0))
    return (Decimal(0), max(room, Decimal(0)))
