"""Observations and findings leave as files that other programs read back without loss."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.kit.messages import Sentence
from mtm.model.finding import Finding, Place
from mtm.model.observation import Observation, Origin
from mtm.model.period import Period
from mtm.writers.data import dump, findings, guarded, observations, unguarded

ORIGIN = Origin(
    "border-service", "border-service/2024-01-22_a.xlsx", "ab" * 32, "IV кв. 2023", "B14", "3 405 102", "Всего"
)
Q4 = Period.quarter(2023, 4)
SEEN = Observation(
    "border_arrivals", Q4, "KAZ", "_T", (), Decimal(3405102), "crossings", "A", 0, date(2024, 1, 22), ORIGIN
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_an_observation_stands_on_one_line_with_its_cell_under_the_names_of_sdmx() -> None:
    (row,) = rows(observations([SEEN]))

    assert row == {
        "INDICATOR": "border_arrivals",
        "TIME_PERIOD": "2023-Q4",
        "REF_AREA": "KAZ",
        "COUNTERPART_AREA": "_T",
        "OBS_VALUE": "3405102",
        "UNIT_MEASURE": "crossings",
        "OBS_STATUS": "A",
        "DECIMALS": "0",
        "VINTAGE": "2024-01-22",
        "SOURCE": "border-service",
        "FILE": "border-service/2024-01-22_a.xlsx",
        "SHA256": "ab" * 32,
        "SHEET": "IV кв. 2023",
        "CELL": "B14",
        "RAW": "3 405 102",
        "LABEL": "Всего",
        "ATTRIBUTES": "",
    }


def test_lines_end_in_cr_lf_and_the_file_starts_with_its_first_column() -> None:
    data = observations([SEEN])

    assert data.startswith(b"INDICATOR,")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_a_missing_value_is_empty_and_its_status_says_why() -> None:
    (row,) = rows(observations([replace(SEEN, value=None, obs_status="L")]))

    assert (row["OBS_VALUE"], row["OBS_STATUS"]) == ("", "L")


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal(0), "0"), (Decimal("-2.40"), "-2.40"), (Decimal("1E+6"), "1000000"), (Decimal("1E-7"), "0.0000001")],
)
def test_values_are_plain_decimal_numbers_with_the_zeros_that_were_printed(value: Decimal, text: str) -> None:
    (row,) = rows(observations([replace(SEEN, value=value)]))

    assert row["OBS_VALUE"] == text


def test_every_breakdown_has_a_column_that_is_empty_where_it_does_not_apply() -> None:
    aged = replace(SEEN, breakdown=(("age", "WORKING"),))
    both = replace(SEEN, breakdown=(("age", "YOUNG"), ("sex", "F")))

    assert [(r["AGE"], r["SEX"]) for r in rows(observations([SEEN, aged, both]))] == [
        ("", ""),
        ("WORKING", ""),
        ("YOUNG", "F"),
    ]


def test_a_breakdown_named_like_a_column_does_not_hide_it() -> None:
    (row,) = rows(observations([replace(SEEN, breakdown=(("source", "X"),))]))

    assert (row["SOURCE"], row["BY_SOURCE"]) == ("border-service", "X")


def test_attributes_are_kept_as_json() -> None:
    (row,) = rows(observations([replace(SEEN, attributes=(("published_by", "IOM; a=b"),))]))

    assert json.loads(row["ATTRIBUTES"]) == {"published_by": "IOM; a=b"}


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x";"y")', "+7 701", "-", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'", "''=1"],
)
def test_a_text_that_a_spreadsheet_would_run_is_kept_from_running_and_reads_back_as_it_was(text: str) -> None:
    (row,) = rows(observations([replace(SEEN, origin=replace(ORIGIN, label=text, raw=text))]))

    assert row["LABEL"] == f"'{text}"
    assert unguarded(row["LABEL"]) == unguarded(row["RAW"]) == text


@pytest.mark.parametrize("text", ["-16512", "-2.4", "0", "3,405", "Türkiye", "[x]", "…", ""])
def test_numbers_and_harmless_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text())
def test_any_label_reads_back_as_it_was(text: str) -> None:
    kept = text.encode("utf-8", "replace").decode()  # no file holds half a surrogate pair
    (row,) = rows(observations([replace(SEEN, origin=replace(ORIGIN, label=kept))]))

    assert unguarded(row["LABEL"]) == kept
    assert guarded(kept)[:1] not in ("=", "+", "@", "\t", "\r")


def test_findings_stand_with_the_gravest_first_and_in_every_language() -> None:
    warning = Finding.make("part_total_gap", "warning", Place("a.xlsx", "IV", "B14", "25 399"), gap=16)
    blocking = Finding.make("cell_error", "blocking", source="national-bank", period="2023-Q4", indicator="remittances")
    sentences = {
        "en": lambda f: Sentence(f"{f.rule} by {f.param('gap')}.", "Ask."),
        "ru": lambda f: Sentence("Разница.", "Спросить."),
    }
    first, second = json.loads(findings([warning, blocking], sentences))

    assert (first["rule"], first["source"], first["period"], first["indicator"]) == (
        "cell_error",
        "national-bank",
        "2023-Q4",
        "remittances",
    )
    assert second["message"] == {"en": "part_total_gap by 16.", "ru": "Разница."}
    assert second["remedy"] == {"en": "Ask.", "ru": "Спросить."}
    assert second["places"] == [{"file": "a.xlsx", "sheet": "IV", "cell": "B14", "value": "25 399"}]
    assert second["params"] == {"gap": "16"}


def test_json_is_utf_8_that_people_can_read_with_a_line_for_every_value() -> None:
    assert dump([{"sheet": "IV кв. 2023", "value": None}]).decode() == (
        '[\n {\n  "sheet": "IV кв. 2023",\n  "value": null\n }\n]\n'
    )
