"""Every locale is complete: what English says, every other language says too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jinja2 import Environment, meta

from mtm.build.translations import PARTS
from mtm.compose.language import language
from mtm.compose.shelf import package_shelf, shelved
from mtm.kit.formats import formats, locales_folder
from mtm.kit.messages import templates

LANGUAGES = sorted(e.name for e in locales_folder().iterdir() if (e / "formats.yml").is_file() and e.name != "en")
OWN = {"units", "nouns", "directions", "by_how_much", "portions", "some_source"}
OWN |= {"area_forms", "source_forms", "missing_forms"}
"""Parts of words.yml whose inner keys are the language's own."""
FIELD = re.compile(r"(?<!\{)\{(\w+)(?::\w+)?\}(?!\})")
FUNCTIONS = {"opening", "trend", "size", "status", "by_how_much", "when", "name"}


def values(sentence: str) -> set[str]:
    """The values that a short sentence of words.yml prints; which functions print them is the language's own affair."""
    return meta.find_undeclared_variables(Environment(autoescape=True).parse(sentence)) - FUNCTIONS


def keys(words: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in words.items():
        yield (*path, str(key))
        if isinstance(value, Mapping) and not (path == () and key in OWN):
            yield from keys(value, (*path, str(key)))


def leaf(words: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    for key in path:
        words = words[key]
    return words


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_english_has_one_in_the_language(code: str) -> None:
    english, other = language("en").words, language(code).words

    assert sorted(set(keys(english)) - set(keys(other))) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("part", ["units", "directions", "by_how_much", "portions"])
def test_every_unit_direction_and_hedge_has_a_word(code: str, part: str) -> None:
    english, other = language("en").get(part), language(code).get(part)

    assert sorted(set(english) - set(other)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_set_of_directions_has_every_sign_and_a_word_for_any_noun(code: str) -> None:
    for name, signs in language(code).get("directions").items():
        assert set(signs) == {"up", "down", "same", "unclear", "absent"}, name
        assert all(str(forms["other"]).strip() for forms in signs.values()), name


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_short_sentence_prints_the_same_values_as_in_english(code: str) -> None:
    english, other = language("en").words, language(code).words
    wrong = []
    for path in keys(english):
        here, there = leaf(english, path), leaf(other, path)
        if path[0] not in OWN and isinstance(here, str) and isinstance(there, str):
            wrong += [path] if values(here) != values(there) else []

    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_of_period_is_written_in_every_form_that_english_has(code: str) -> None:
    english, other = formats("en").data, formats(code).data

    assert set(english["numbers"]) - {"spelled"} <= set(other["numbers"])
    assert set(english["dates"]) <= set(other["dates"])
    assert set(english["lists"]) <= set(other["lists"])
    for kind, forms in english["periods"].items():
        assert {"text", "in"} & set(forms) <= set(other["periods"][kind]), kind


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_finding_has_a_sentence(code: str) -> None:
    assert sorted(set(templates("en")) - set(templates(code))) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_of_a_finding_says_what_the_english_one_says(code: str) -> None:
    english, other = templates("en"), templates(code)
    wrong = []
    for rule in sorted(set(english) & set(other)):
        here, there = (set(FIELD.findall(" ".join(map(str, t[rule].values())))) for t in (english, other))
        if here - {"source"} != there - {"source"}:
            wrong.append((rule, sorted(here ^ there)))

    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_section_of_the_package_has_a_text(code: str) -> None:
    shelf = package_shelf()

    assert [id for id in shelved(shelf) if not (shelf / id / f"text.{code}.md").is_file()] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_locale_says_who_has_read_each_of_its_parts(code: str) -> None:
    from mtm.kit import yaml_text

    stated = yaml_text.load((locales_folder() / code / "review.yml").read_text(encoding="utf-8"))

    assert set(stated) == set(PARTS)
    assert {entry["state"] for entry in stated.values()} <= {"draft", "reviewed"}
