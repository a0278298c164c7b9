"""Every name that the package shows in Kazakh has every form; the data of exceptions hold together."""

from __future__ import annotations

import pytest

from mtm.codelists import suffixes
from mtm.codelists.areas import area_names, areas
from mtm.codelists.groups import groups
from mtm.kit.kazakh import inflected

# read aloud by a person, one per kind of ending: code, from, to
READ = [
    ("AFG", "Ауғанстаннан", "Ауғанстанға"),
    ("ARE", "Біріккен Араб Әмірліктерінен", "Біріккен Араб Әмірліктеріне"),
    ("BEN", "Бениннен", "Бенинге"),
    ("BGD", "Бангладештен", "Бангладешке"),
    ("BLR", "Беларусьтен", "Беларуське"),
    ("CHN", "Қытайдан", "Қытайға"),
    ("CIV", "Кот-д’Ивуардан", "Кот-д’Ивуарға"),
    ("DEU", "Германиядан", "Германияға"),
    ("EGY", "Мысырдан", "Мысырға"),
    ("IRN", "Ираннан (Ислам Республикасы)", "Иранға (Ислам Республикасы)"),
    ("KGZ", "Қырғызстаннан", "Қырғызстанға"),
    ("KOR", "Корея Республикасынан", "Корея Республикасына"),
    ("MUS", "Маврикийден", "Маврикийге"),
    ("NLD", "Нидерландтан (Корольдік)", "Нидерландқа (Корольдік)"),
    ("PER", "Перуден", "Перуге"),
    ("THA", "Таиландтан", "Таиландқа"),
    ("TWN", "Тайваньнан (Қытай провинциясы)", "Тайваньға (Қытай провинциясы)"),
    ("USA", "Америка Құрама Штаттарынан", "Америка Құрама Штаттарына"),
    ("VAT", "Қасиетті Тақтан", "Қасиетті Таққа"),
    ("VNM", "Вьетнамнан", "Вьетнамға"),
]


@pytest.mark.parametrize("code", areas())
def test_every_area_has_every_form_in_kazakh(code: str) -> None:
    name = area_names().name(code, "kk")
    found = {form: suffixes.inflected("kk", name, form) for form in suffixes.forms("kk")}
    assert all(found.values()), found
    assert all(text != name for text in found.values())


@pytest.mark.parametrize(("code", "origin", "destination"), READ)
def test_a_country_that_was_read_aloud_has_its_forms(code: str, origin: str, destination: str) -> None:
    name = area_names().name(code, "kk")
    assert (suffixes.inflected("kk", name, "from"), suffixes.inflected("kk", name, "to")) == (origin, destination)


@pytest.mark.parametrize("code", groups())
def test_every_group_of_areas_has_every_form_in_kazakh(code: str) -> None:
    short = groups()[code].short["kk"]
    assert all(suffixes.inflected("kk", short, form) for form in suffixes.forms("kk"))


def test_abbreviations_take_their_suffix_after_a_hyphen() -> None:
    assert suffixes.inflected("kk", "АҚШ", "from") == "АҚШ-тан"
    assert suffixes.inflected("kk", "ЕАЭО", "genitive") == "ЕАЭО-ның"


def test_every_exception_is_needed_the_rule_alone_gives_something_else() -> None:
    for word, entry in suffixes.kazakh_words().items():
        reading = bool(entry.vowels and entry.sound)  # an abbreviation, of which the rule knows nothing
        name = word.upper() if reading else word.capitalize()
        assert inflected(name, "genitive", {}) != inflected(name, "genitive", {word: entry}), word


def test_a_language_without_rules_has_no_forms() -> None:
    assert suffixes.forms("en") == ()
    assert suffixes.inflected("ru", "Казахстан", "from") is None
