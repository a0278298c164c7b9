"""One value per question: the same country twice in one table, or one value in two tables of a delivery.

Scope: one delivery. Equal values are kept once, and the exact one where the others are its rounding; different ones are
all set aside, for nothing says which is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtm.harmonise.problems import Problems
from mtm.kit.rounding import rounded
from mtm.model.labelled import Labelled
from mtm.model.observation import Observation, Status

Read = tuple[Labelled, Observation]


def without_repeats(read: Sequence[Read], problems: Problems) -> list[Observation]:
    """The observations with every key once, in their order."""
    found: dict[tuple[object, ...], list[Read]] = {}
    for row, observation in read:
        found.setdefault(observation.key, []).append((row, observation))
    return [kept for group in found.values() for kept in _settled(group, problems)]


def _settled(group: Sequence[Read], problems: Problems) -> list[Observation]:
    written = [pair for pair in group if pair[1].obs_status != Status.BLANK] or list(group[:1])
    if len(written) == 1:
        return [written[0][1]]
    kept = max(written, key=lambda pair: pair[1].decimals)
    others = [pair for pair in written if pair is not kept]
    rule = _rule(kept, others)
    values = ", ".join(o.origin.raw for _, o in written)
    first = kept[1]
    about = {"indicator": first.indicator, "period": first.time_period.code, "area": first.counterpart_area}
    for row, _ in written if rule == "value_conflict" else others:
        problems.refuse(row, rule, values=values, **about)
    return [] if rule == "value_conflict" else [first]


def _rule(kept: Read, others: Sequence[Read]) -> str:
    """Whether the others repeat the value, say it again in another table or sentence, or contradict it."""
    if not all(_agree(kept, other) for other in others):
        return "value_conflict"
    elsewhere = all(row.table != kept[0].table for row, _ in others)
    return "value_restated" if elsewhere else "value_repeated"


def _agree(kept: Read, other: Read) -> bool:
    """The same value; or, in another table or sentence, the kept one rounded ("2,3 тыс." for 2,304)."""
    first, second = kept[1], other[1]
    if first.value is None or second.value is None or kept[0].table == other[0].table:
        return (first.value, first.obs_status) == (second.value, second.obs_status)
    return rounded(first.value, second.decimals) == second.value
