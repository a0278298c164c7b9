"""Distinct persons as one pass over files that are each ordered by person: a person is met once, then known.

Scope: the compiled loop of ``persons``. The quarters of one year are walked through side by side, person by person, so
that the year needs no memory of who was seen: for each counter it is enough to know who was counted last.
"""

from __future__ import annotations

from typing import Any

from mtm.microdata.fast.kernels import compiled


@compiled
def persons(
    person: Any,
    cell: Any,
    starts: Any,
    steps: int,
    members: Any,
    met: Any,
    out: Any,
) -> bool:
    """Count persons of one year: ``starts`` delimit its quarters in the arrays, ``steps`` cells share a direction.

    ``out`` and ``met`` have a row per quarter and a last row for the year; columns: citizenship and direction, then
    citizenships in either direction, then directions, everyone, groups and direction, groups in either direction.
    ``members`` maps quarter, citizenship and place to a group or -1.
    """
    quarters = starts.size - 1
    at = starts[:-1].copy()
    while True:
        who = -1
        for q in range(quarters):
            if at[q] < starts[q + 1] and (who == -1 or person[at[q]] < who):
                who = person[at[q]]
        if who == -1:
            return True
        for q in range(quarters):
            while at[q] < starts[q + 1] and person[at[q]] == who:
                _count(who, cell[at[q]] // steps, q, quarters, members, met, out)
                at[q] += 1
            if at[q] < starts[q + 1] and person[at[q]] < who:
                return False


@compiled
def _count(who: int, pair: int, q: int, year: int, members: Any, met: Any, out: Any) -> None:
    """Count one crossing's person where not counted yet; ``pair`` is citizenship * 2 + direction."""
    countries = members.shape[1]
    direction, country = pair % 2, pair // 2
    either, sides, groups = countries * 2, countries * 3, countries * 3 + 3
    for row in (q, year):
        for column in (pair, either + country, sides + direction, sides + 2):
            if met[row, column] != who:
                met[row, column] = who
                out[row, column] += 1
    for place in range(members.shape[2]):
        group = members[q, country, place]
        if group >= 0:
            for column in (groups + group * 3 + direction, groups + group * 3 + 2):
                if met[q, column] != who:
                    met[q, column] = who
                    out[q, column] += 1
