"""The SQL files themselves: headers, portable functions, columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtm.microdata.tabulation import ALLOWED, functions, names, parse, tabulation
from mtm.model.errors import MtmError

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "tabulations.md"
EVERY = pytest.mark.parametrize("name", names())


def test_the_eight_questions_are_answered_by_these_files() -> None:
    assert names() == (
        "circularity",
        "corridors",
        "crossings",
        "crossings_by_point",
        "daily_presence",
        "match_rates",
        "migrants",
        "origins_by_point",
        "overstays",
        "persons",
        "persons_approximate",
        "presence",
        "seasonality",
        "stay_lengths",
        "stays",
        "stock",
    )


@EVERY
def test_a_tabulation_says_what_it_counts_how_ties_go_and_where_that_comes_from(name: str) -> None:
    found = tabulation(name)
    assert found.version.isdecimal()
    assert found.runs in ("at once", "by persons")
    assert all(len(text) >= 20 for text in (found.title, found.definition, found.source, found.ties))


@EVERY
def test_a_tabulation_calls_only_functions_that_all_engines_answer_alike(name: str) -> None:
    assert functions(tabulation(name).sql) <= ALLOWED


def test_a_function_outside_the_list_is_seen() -> None:
    assert functions("SELECT date_diff('month', a, b), count(*) FROM t WHERE a IN (1, 2)") - ALLOWED == {"date_diff"}


@EVERY
def test_a_tabulation_uses_the_parameters_that_its_header_names_and_no_others(name: str) -> None:
    found = tabulation(name)
    used = set(re.findall(r":([a-z_]+)", found.sql))
    assert used == set(found.parameters)


@EVERY
def test_a_result_begins_with_the_measure_and_ends_with_the_value(name: str) -> None:
    columns = tabulation(name).columns
    assert (columns[0], columns[-1]) == ("measure", "value")


@EVERY
def test_nothing_that_is_not_portable_stands_in_the_text(name: str) -> None:
    sql = tabulation(name).sql
    assert not re.search(
        r"::|\bQUALIFY\b|\bFILTER\b|//|\bEXCLUDE\b|\bASOF\b|\bDATE\b|\bTIMESTAMP\b", sql, re.IGNORECASE
    )


@EVERY
def test_a_tabulation_is_documented(name: str) -> None:
    page, found = DOCS.read_text(encoding="utf-8"), tabulation(name)
    for text in (f"## `{name}`", found.title, f"Version {found.version},", found.definition, found.ties, found.source):
        assert text in page, text


def test_a_header_that_lacks_its_source_is_an_error() -> None:
    keys = ("version", "title", "definition", "ties", "unit", "runs", "parameters")
    text = "\n".join(["-- tabulation: x", *(f"-- {key}: none" for key in keys), "SELECT 1"])
    with pytest.raises(MtmError, match="source"):
        parse("x", text)


def test_an_unknown_tabulation_is_named_with_the_known_ones() -> None:
    with pytest.raises(MtmError, match="crossings_by_point"):
        tabulation("nonsense")


def test_a_missing_parameter_is_an_error() -> None:
    with pytest.raises(MtmError, match="as_of"):
        tabulation("stay_lengths").text({})


def test_parameters_enter_the_text_as_whole_numbers_only() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        tabulation("stay_lengths").text({"as_of": "1; DROP TABLE x"})  # type: ignore[dict-item]
