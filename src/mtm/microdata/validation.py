# ruff: noqa: S608 - SQL is composed here from constants, numbers and quoted literals only
"""From raw texts to staged records: every row is taken in, or set aside with one reason.

Scope: SQL over one piece (table ``raw``): times, codes, birth years, pseudonyms. Reasons are tested in a fixed order
and the first counts. What is odd but possible is taken in and counted as a flag.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from mtm.microdata.extracts import Partner, identifier
from mtm.microdata.mapping import CODED, OURS, Extract
from mtm.microdata.pseudonym import pseudonym_sql
from mtm.microdata.records import OLDEST, UNKNOWN, day_number
from mtm.microdata.workbench import fill, quoted
from mtm.microdata.zones import DAY, local_sql, offsets, utc_sql
from mtm.model.errors import MtmError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_POINTS = 5000

# Why a row is not taken in, and what is counted about those that are: the rules crossings_rejected_* and
# crossings_flagged_* of locales/*/findings/microdata.yml.
REASONS = (
    "person_missing",
    "time_missing",
    "time_unreadable",
    "time_never_was",
    "time_too_early",
    "time_after_receipt",
    "direction_unknown",
    "citizenship_unknown",
    "crossing_point_unknown",
    "transport_unknown",
    "sex_unknown",
    "purpose_unknown",
    "document_type_unknown",
    "birth_year_impossible",
    "broken_fields",
    "broken_quotes",
    "broken_encoding",
    "broken_too_long",
    "duplicate",
)
FLAGS = (
    "time_repeated",
    "citizenship_missing",
    "crossing_point_missing",
    "transport_missing",
    "sex_missing",
    "birth_year_missing",
    "purpose_missing",
    "document_type_missing",
    "entry_after_entry",
    "exit_after_exit",
    "exit_without_entry",
)
NORMAL = "upper(regexp_replace(person, '\\s', '', 'g'))"  # an identity without spaces, in capitals
DATE_FORMAT = "%Y-%m-%d"  # how a column of the type DATE becomes a text, whatever formats the mapping has
OPTIONAL = ("citizenship", "crossing_point", "transport", "sex", "birth_year", "purpose", "document_type")


@dataclass(slots=True)
class Validator:
    """Judges the pieces of one delivery; remembers the codes that it has looked up."""

    mapping: Extract
    file: Partner
    received: date
    pads: Mapping[str, bytes]
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def judge(self, database: DuckDBPyConnection) -> None:
        """Make the table ``judged`` from ``raw``: the staged columns, the reason (or NULL) and the flags."""
        database.execute(f"CREATE OR REPLACE TABLE texts AS SELECT line, {self._texts()} FROM raw")
        for name in CODED:
            self._look_up(database, name)
        database.execute(f"CREATE OR REPLACE TABLE timed AS {self._timed(database)}")
        hashed = f"SELECT person, {pseudonym_sql(NORMAL)} AS pseudonym FROM (SELECT DISTINCT person FROM texts)"
        database.execute(f"CREATE OR REPLACE TABLE pseudonyms AS {hashed} WHERE person IS NOT NULL", dict(self.pads))
        database.execute(f"CREATE OR REPLACE TABLE judged AS {self._judged()}")

    def _texts(self) -> str:
        """Every field as one trimmed text, empty ones NULL; several columns of a field are joined."""
        parts = []
        for name in ("person", "time", *CODED, "birth_year"):
            columns = self.mapping.columns.get(name, ())
            joint = "' '" if name == "time" else "'|'"
            trimmed = [f"nullif(trim({identifier(column)}), '')" for column in columns]
            text = "NULL::VARCHAR"
            if len(trimmed) == 1:
                text = trimmed[0]
            elif trimmed:
                text = f"CASE WHEN {trimmed[0]} IS NOT NULL THEN concat_ws({joint}, {', '.join(trimmed)}) END"
            parts.append(f"{text} AS {name}")
        return ", ".join(parts)

    def _look_up(self, database: DuckDBPyConnection, name: str) -> None:
        """A table of the texts of a coded field in this piece and what they stand for."""
        met = database.execute(f"SELECT DISTINCT {name} FROM texts WHERE {name} IS NOT NULL").fetchall()
        for (text,) in met:
            if (name, text) not in self.known:
                self.known[name, text] = self.mapping.code(name, text)
        if sum(1 for field_, _ in self.known if field_ == name) > MOST_POINTS:
            remedy = "Check the mapping: this column does not look like a list of codes."
            raise MtmError("A coded column has too many different values", where=name, remedy=remedy)
        rows = [(text, self._number(name, self.known[name, text])) for (text,) in met]
        kind = "TINYINT" if name in OURS else "VARCHAR"
        fill(database, f"codes_{name}", ("text VARCHAR", f"code {kind}"), rows)

    def _number(self, name: str, code: str | None) -> str | int | None:
        return OURS[name].index(code) if name in OURS and code is not None else code

    def _timed(self, database: DuckDBPyConnection) -> str:
        """SQL that adds the UTC second, how often the clock showed the time, and the day at the border."""
        clock, instant = self._readings()
        database.execute(
            f"CREATE OR REPLACE TABLE clocks AS SELECT *, {clock} AS clock, {instant} AS instant FROM texts"
        )
        low, high = self._span(database)
        clocks = offsets(self.mapping.time.clock or self.mapping.zone, low, high)
        value, times = utc_sql("clock", clocks, self.mapping.time.repeated_hour == "second")
        local = local_sql("second", offsets(self.mapping.zone, low, high))
        rows = f"SELECT *, coalesce(instant, {value}) AS second, {times} AS times FROM clocks"
        return f"SELECT *, CAST({local} // {DAY} AS INTEGER) AS day FROM ({rows})"

    def _span(self, database: DuckDBPyConnection) -> tuple[int, int]:
        """Whole years around the times of this piece, within those that can be taken in: few offsets, few cases."""
        earliest, latest = day_number(self.mapping.time.earliest) * DAY, (day_number(self.received) + 2) * DAY
        times = "coalesce(instant, clock)"
        within = f"SELECT {times} AS moment FROM clocks WHERE {times} BETWEEN {earliest} AND {latest}"
        low, high = database.execute(f"SELECT min(moment), max(moment) FROM ({within})").fetchall()[0]
        if low is None:
            return earliest, latest
        year = 366 * DAY
        return max(earliest, low // year * year - DAY), min(latest, (high // year + 1) * year + DAY)

    def _readings(self) -> tuple[str, str]:
        """SQL for the seconds that a clock showed, and for exact instants (texts with their distance from UTC)."""
        kinds = dict(zip(self.file.columns, self.file.kinds, strict=False))
        if any(kinds.get(column) == "TIMESTAMP WITH TIME ZONE" for column in self.mapping.columns["time"]):
            return "NULL::BIGINT", _seconds("try_cast(time AS TIMESTAMPTZ)")
        plain, zoned = "regexp_replace(time, '\\.[0-9]+$', '')", "regexp_replace(time, '[Zz]$', '+00:00')"
        dates = all(kinds.get(column) == "DATE" for column in self.mapping.columns["time"])
        formats = (DATE_FORMAT,) if dates else self.mapping.time.formats
        clock = ", ".join(f"try_strptime({plain}, {quoted(text)})" for text in formats if "%z" not in text)
        exact = ", ".join(f"try_strptime({zoned}, {quoted(text)})" for text in formats if "%z" in text)
        return _seconds(clock), _seconds(exact)

    def _judged(self) -> str:
        joins = " ".join(f"LEFT JOIN codes_{name} ON codes_{name}.text = timed.{name}" for name in CODED)
        coded = ", ".join(f"codes_{name}.code AS {name}_code" for name in CODED)
        year = "CAST(nullif(regexp_extract(birth_year, '(18|19|20)[0-9][0-9]'), '') AS SMALLINT)"
        calendar = "CAST(year(DATE '1970-01-01' + day) AS INTEGER)"
        rows = f"""
            SELECT timed.*, pseudonym, {coded},
                   {year} AS born, {calendar} AS year, month(DATE '1970-01-01' + day) AS month
            FROM timed LEFT JOIN pseudonyms ON pseudonyms.person = timed.person {joins}"""
        unknown = " ".join(
            f"WHEN {name} IS NOT NULL AND {name}_code IS NULL THEN '{name}_unknown'"
            for name in CODED
            if name != "direction"
        )
        earliest, latest = day_number(self.mapping.time.earliest), day_number(self.received)
        return f"""
            SELECT line, pseudonym, second, day, CAST(year * 10 + (month + 2) // 3 AS INTEGER) AS quarter,
                   direction_code AS direction,
                   coalesce(citizenship_code, '{UNKNOWN}') AS citizenship,
                   coalesce(crossing_point_code, '{UNKNOWN}') AS point,
                   coalesce(transport_code, 0) AS transport, coalesce(sex_code, 0) AS sex, born AS birth_year,
                   coalesce(purpose_code, 0) AS purpose, coalesce(document_type_code, 0) AS document,
                   CASE WHEN person IS NULL THEN 'person_missing'
                        WHEN time IS NULL THEN 'time_missing'
                        WHEN clock IS NULL AND instant IS NULL THEN 'time_unreadable'
                        WHEN second IS NULL THEN 'time_never_was'
                        WHEN day < {earliest} THEN 'time_too_early'
                        WHEN day > {latest} THEN 'time_after_receipt'
                        WHEN direction_code IS NULL THEN 'direction_unknown'
                        {unknown}
                        WHEN birth_year IS NOT NULL AND (born IS NULL OR year - born NOT BETWEEN 0 AND {OLDEST})
                            THEN 'birth_year_impossible' END AS reason,
                   instant IS NULL AND times > 1 AS time_repeated,
                   {", ".join(f"{name} IS NULL AS {name}_missing" for name in OPTIONAL)},
                   time AS time_text, direction AS direction_text, citizenship AS citizenship_text,
                   crossing_point AS crossing_point_text, transport AS transport_text, sex AS sex_text,
                   timed_birth_year AS birth_year_text, purpose AS purpose_text, document_type AS document_type_text
            FROM (SELECT *, birth_year AS timed_birth_year FROM ({rows}))"""


def _seconds(readings: str) -> str:
    return f"CAST(epoch_us(coalesce({readings})) // 1000000 AS BIGINT)" if readings else "NULL::BIGINT"
