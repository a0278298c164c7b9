"""One value per question: the same country twice in one table, or one value in two tables of a delivery.

Scope: one delivery. Equal values are kept once; different ones are all set aside, for nothing says which is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtm.harmonise.problems import Problems
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
    first = written[0][1]
    if len(written) == 1:
        return [first]
    equal = all((o.value, o.obs_status) == (first.value, first.obs_status) for _, o in written)
    values = ", ".join(o.origin.raw for _, o in written)
    rule = "value_repeated" if equal else "value_conflict"
    about = {"indicator": first.indicator, "period": first.time_period.code, "area": first.counterpart_area}
    for row, _ in written[1:] if equal else written:
        problems.refuse(row, rule, values=values, **about)
    return [first] if equal else []
