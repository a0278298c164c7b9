# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""Numbers of stays become single events: SQL that draws the when, where and who of every simulated crossing.

Scope: one quarter's events from the table ``flows``. Every draw is a hash of the seed and the stay's own number,
so that the same arguments give the same rows in any order and on any number of threads.

A commuter or visitor makes at most one stay in each thirteenth of a quarter, a seasonal traveller one in a quarter,
any other person one at all: stays of one person never overlap. A share of exits happens on a document that the entry
does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mtm.microdata.records import DOCUMENTS, PURPOSES, TRANSPORTS
from mtm.microdata.workbench import quoted
from mtm.microdata.zones import DAY, Offset, local_sql

SLOTS = 13
BITS = 20  # bits of a draw: a quarter is drawn to about eight seconds
SLOTTED = ("commuter", "visitor")
POOLED = (*SLOTTED, "season")

_PURPOSE = {
    "commuter": ("PRIVATE", "BUSINESS", "TRANSIT"),
    "visitor": ("TOURISM", "FAMILY", "PRIVATE", "BUSINESS"),
    "season": ("WORK", "TOURISM", "FAMILY"),
    "sojourn": ("WORK", "STUDY"),
    "settler": ("RESIDENCE", "WORK", "FAMILY"),
    "earlier": ("WORK", "PRIVATE"),
}


def _draw(number: str, bits: int, shift: int) -> str:
    return f"CAST(({number} >> {shift}) & {2**bits - 1} AS BIGINT)"


def _within(low: str, span: str, draw: str) -> str:
    """A second between ``low`` and ``low + span`` by a draw of BITS bits."""
    return f"({low} + (({draw} * ({span})) >> {BITS}))"


def stays_sql(quarter: int, seed: int) -> str:
    """One row per stay that begins or ends in the quarter: both seconds and the person's simulated name."""
    return f"""
        SELECT *, {_left_sql()} AS left_at FROM (
            SELECT *, {_entered_sql()} AS entered, {_name_sql()} AS name
            FROM (SELECT *, CASE WHEN kind IN {SLOTTED} THEN i % {SLOTS} ELSE 0 END AS slot,
                         md5_number_lower(concat({seed}, '|', flow, '|', i)) AS h
                  FROM (SELECT *, unnest(range(stays)) AS i
                        FROM flows WHERE begins = {quarter} OR ends = {quarter})))"""


def _entered_sql() -> str:
    early = _draw("h", BITS, 0)
    slot = f"(high - low) // {SLOTS}"
    return f"""CASE
        WHEN kind IN {SLOTTED} THEN {_within(f"low + slot * ({slot})", f"{slot} - 7200", early)}
        WHEN kind = 'season' THEN {_within("low", f"high - low - {DAY}", early)}
        WHEN begins IS NOT NULL THEN {_within("low", "high - low", early)} END"""


def _left_sql() -> str:
    late = _draw("h", BITS, BITS)
    end = f"CASE WHEN kind IN {SLOTTED} THEN low + (slot + 1) * ((high - low) // {SLOTS}) - 60 ELSE high - 60 END"
    short = f"CASE WHEN kind = 'commuter' THEN ({late} * {late}) >> {BITS} ELSE {late} END"
    return f"""CASE
        WHEN kind IN {POOLED} THEN {_within("entered + 1800", f"{end} - entered - 1800", short)}
        WHEN ends IS NOT NULL THEN {_within("end_low", "end_high - end_low", late)} END"""


def _name_sql() -> str:
    rank = f"i // CASE WHEN kind IN {SLOTTED} THEN {SLOTS} ELSE 1 END"
    return f"""CASE
        WHEN kind IN {POOLED} THEN
            concat(citizenship, '-', kind, '-', ({rank} + slot * 7919 + turn * 104729) % pool)
        ELSE concat(citizenship, '-', flow, '-', i) END"""


def events_sql(
    quarter: int,
    seed: int,
    points: Mapping[str, tuple[str, int]],
    changed: int,
    zone: tuple[Offset, ...],
    year: int,
) -> str:
    """One row per crossing of the quarter, in the columns of a staged record, ``name`` in place of the pseudonym.

    ``changed`` is the percentage of exits on a changed document; ``year`` the year that ages are drawn for.
    """
    day = f"CAST({local_sql('second', zone)} // {DAY} AS INTEGER)"
    transports = [TRANSPORTS.index(transport) for transport, _ in points.values()]
    return f"""
        WITH stays AS ({stays_sql(quarter, seed)}),
        legs AS ({_legs_sql(quarter, changed)}),
        people AS (SELECT *, md5_number_lower(concat({seed}, '|who|', person_name)) AS who FROM legs),
        placed AS (SELECT *, {_gate_sql(points)} AS gate FROM people)
        SELECT flow * 8589934592 + i * 2 + leg AS line, person_name AS name, CAST(second AS BIGINT) AS second,
               {day} AS day, {quarter} AS quarter, CAST(direction AS TINYINT) AS direction, citizenship,
               {_listed("VARCHAR", points)}[gate] AS point,
               {_listed("TINYINT", transports)}[gate] AS transport,
               {_who_sql(year)},
               {_purpose_sql()}
        FROM placed"""


def _legs_sql(quarter: int, changed: int) -> str:
    renamed = f"{_draw('h', 10, 50)} < {changed * 1024 // 100}"
    return f"""
        SELECT *, name AS person_name, entered AS second, opening AS direction, 0 AS leg
        FROM stays WHERE begins = {quarter}
        UNION ALL
        SELECT *, CASE WHEN {renamed} THEN concat(name, '-new-', flow, '-', i) ELSE name END AS person_name,
               left_at AS second, 1 - opening AS direction, 1 AS leg
        FROM stays WHERE ends = {quarter}"""


def _listed(kind: str, values: Iterable[object]) -> str:
    items = [quoted(value) if isinstance(value, str) else str(value) for value in values]
    return f"CAST([{', '.join(items)}] AS {kind}[])"


def _gate_sql(points: Mapping[str, tuple[str, int]]) -> str:
    """A person crosses mostly at one place: the weights choose it, and one crossing in five happens elsewhere."""
    lots = [place for place, (_, weight) in enumerate(points.values(), start=1) for _ in range(weight)]
    habit = "(CAST((who >> 16) & 65535 AS BIGINT) + ascii(citizenship) * 31 + ascii(citizenship[2]) * 7)"
    once = f"({_draw('h', 12, 44)} * 2 + leg)"
    return f"{_listed('TINYINT', lots)}[1 + CASE WHEN {once} % 5 = 0 THEN {once} ELSE {habit} END % {len(lots)}]"


def _who_sql(year: int) -> str:
    """Sex, birth year, document: three in five are men, ages thin out from 17, a few documents leave gaps."""
    adult = "17 + (((who >> 8) % 1000) * ((who >> 20) % 1000) * 62) // 1000000"
    age = f"CASE WHEN who % 100 < 6 THEN (who >> 32) % 17 ELSE {adult} END"
    card, passport = DOCUMENTS.index("IDENTITY_CARD"), DOCUMENTS.index("PASSPORT")
    sex = "CASE WHEN who % 1000 < 3 THEN 0 WHEN (who >> 12) % 100 < 61 THEN 2 ELSE 1 END"
    return f"""
        CAST({sex} AS TINYINT) AS sex,
        CAST(CASE WHEN who % 1000 BETWEEN 3 AND 7 THEN NULL ELSE {year} - CAST({age} AS BIGINT) END AS SMALLINT)
            AS birth_year,
        CAST(CASE WHEN (who >> 40) % 10 < 3 THEN {card} ELSE {passport} END AS TINYINT) AS document"""


def _purpose_sql() -> str:
    cases = []
    for kind, purposes in _PURPOSE.items():
        codes = _listed("TINYINT", [PURPOSES.index(purpose) for purpose in purposes])
        cases.append(f"WHEN {quoted(kind)} THEN {codes}[1 + CAST((who >> 48) % {len(purposes)} AS INTEGER)]")
    return f"CAST(CASE kind {' '.join(cases)} END AS TINYINT) AS purpose"
