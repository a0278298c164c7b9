"""The Kazakh locale: how official statistics in Kazakh write numbers, dates, periods and lists; nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest

from mtm.kit import yaml_text
from mtm.kit.formats import formats, locales_folder
from mtm.kit.messages import templates
from mtm.model.period import Period

KK = formats("kk")
_FIELD = re.compile(r"\{(\w+)")
_SUFFIX_ON_A_FIGURE = re.compile(r"\{n\}-|\{n\}[а-яәғқңөұүһі]|\}\}-[а-яәғқңөұүһі]", re.IGNORECASE)


def test_numbers_have_no_break_spaces_a_decimal_comma_and_a_typographic_minus() -> None:
    assert KK.number(Decimal("1234567.8"), 1) == "1\u00a0234\u00a0567,8"
    assert KK.number(Decimal("-184"), 0) == "−184"
    assert KK.number(Decimal("9174"), 0, signed=True) == "+9\u00a0174"


def test_a_date_begins_with_the_year() -> None:
    assert KK.date(date(2024, 1, 15)) == "2024 жылғы 15 қаңтар"


@pytest.mark.parametrize(
    ("code", "form", "expected"),
    [
        ("2023-Q4", "text", "2023 жылғы IV тоқсан"),
        ("2023-Q4", "in", "2023 жылғы IV тоқсанда"),
        ("2023-Q4", "with", "2023 жылғы IV тоқсанмен"),
        ("2023", "in", "2023 жылы"),
        ("2023", "text", "2023 жыл"),
        ("2023-08", "in", "2023 жылғы тамызда"),
        ("2023-01-01/2023-09-30", "in", "2023 жылғы қаңтар–қыркүйекте"),
        ("2023-01-01/2023-09-30", "accusative", "2023 жылғы қаңтар–қыркүйекті"),
        ("2023-11-02/2023-11-09", "in", "2023 жылғы 2–9 қарашада"),
        ("1991-01-01/2023-08-31", "in", "1991 жылғы 1 қаңтар – 2023 жылғы 31 тамыз аралығында"),
        ("2023-12-31", "in", "2023 жылғы 31 желтоқсандағы жағдай бойынша"),
    ],
)
def test_a_period_brings_its_suffix_on_its_last_word(code: str, form: str, expected: str) -> None:
    assert KK.period(Period.parse(code), form) == expected


def test_the_last_of_a_list_is_joined_by_and() -> None:
    assert KK.list(["Қытай", "Түркия", "Үндістан"]) == "Қытай, Түркия және Үндістан"


def test_every_finding_has_a_kazakh_sentence_with_the_parameters_of_the_english_one() -> None:
    english, kazakh = templates("en"), templates("kk")
    assert set(english) == set(kazakh)
    for rule, parts in english.items():
        assert _fields(parts) == _fields(kazakh[rule]), rule


def test_every_word_that_english_has_is_there() -> None:
    """Keys alone: a noun's agreement and a name's article are English."""
    here = {key for full in _keys(_words("kk")) for key in (full, full.rpartition(".")[0])}
    missing = set(_keys(_words("en"))) - here
    english_only = ("nouns.", "area_forms.", "source_forms.")
    plural = re.compile(r"units\.\w+\.phrase\.one|directions\.\w+\.same\.singular")
    assert [key for key in sorted(missing) if not key.startswith(english_only) and not plural.fullmatch(key)] == []


def test_no_suffix_is_joined_to_a_figure() -> None:
    units = _words("kk")["units"]
    for key in _keys(units):
        found: Any = units
        for part in key.split("."):
            found = found[part]
        assert not _SUFFIX_ON_A_FIGURE.search(str(found)), key
    texts = [p for p in _texts() if _SUFFIX_ON_A_FIGURE.search(p)]
    assert texts == []


def _texts() -> Iterator[str]:
    for folder in sorted((resources.files("mtm") / "sections").iterdir(), key=lambda f: f.name):
        file = folder / "text.kk.md"
        if file.is_file():
            yield from file.read_text(encoding="utf-8").splitlines()


def _fields(parts: dict[str, str]) -> set[str]:
    return set(_FIELD.findall(" ".join(str(text) for text in parts.values())))


def _words(language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml_text.load((locales_folder() / language / "words.yml").read_text(encoding="utf-8"))
    return found


def _keys(words: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"
