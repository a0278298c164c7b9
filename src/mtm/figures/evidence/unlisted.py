"""Unlisted: what the source does not list is larger than the ranked value; the rank holds among those listed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mtm.figures.evidence.turning import doubt
from mtm.figures.holdings import Holdings
from mtm.kit.identities import is_rest
from mtm.model.figure import Doubt, Figure
from mtm.model.observation import TOTAL, Observation


def doubts(figure: Figure, holdings: Holdings) -> Iterator[Doubt]:
    """One doubt where the rest of the table that the figures were ranked in could hold a larger one."""
    members = [o for f in figure.operands if isinstance(f, Figure) for o in f.observations]
    ranked = figure.operands[0].value if figure.operands else None
    if figure.kind != "rank" or ranked is None or not _one_table(figure, members):
        return
    rest = _rest(members, holdings)
    if rest is None:
        if any(o.value is None for o in members):
            yield doubt("unlisted", [o for o in members if o.value is None], rest="", value=ranked)
    elif rest > ranked:
        yield doubt("unlisted", members[:1], rest=rest, value=ranked)


def _one_table(figure: Figure, members: list[Observation]) -> bool:
    single = all(isinstance(f, Figure) and f.kind == "select" for f in figure.operands)
    tables = {(o.origin.sha256, o.indicator, o.time_period, o.breakdown) for o in members}
    return single and len(tables) == 1


def _rest(members: list[Observation], holdings: Holdings) -> Decimal | None:
    """What the table holds beyond the ranked rows: from the total where there is one, else from the rest rows."""
    table = holdings.neighbours(members[0])
    groups = {o.attribute("group") or "" for o in members}
    group = groups.pop() if len(groups) == 1 else ""
    whole = next((o.value for o in table if o.counterpart_area == (group or TOTAL)), None)
    if whole is not None:
        return whole - sum((o.value for o in members if o.value is not None), Decimal(0))
    rests = [o for o in table if is_rest(o.counterpart_area) and (not group or o.counterpart_area.startswith(group))]
    known = [o.value for o in rests if o.value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(rests) else None
