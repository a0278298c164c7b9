"""Kazakh case suffixes, by vowel harmony and the last sound; every expected form is written out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtm.kit import kazakh
from mtm.kit.kazakh import Word, inflected

CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental")

BY_HAND = {
    # a nasal after a back vowel
    "Өзбекстан": "Өзбекстанның Өзбекстанға Өзбекстанды Өзбекстанда Өзбекстаннан Өзбекстанмен",
    # a nasal after a front vowel
    "Йемен": "Йеменнің Йеменге Йеменді Йеменде Йеменнен Йеменмен",
    # a vowel, back; ...ия is back although и is front
    "Түркия": "Түркияның Түркияға Түркияны Түркияда Түркиядан Түркиямен",
    # a vowel, front
    "Зимбабве": "Зимбабвенің Зимбабвеге Зимбабвені Зимбабведе Зимбабведен Зимбабвемен",
    # a voiced consonant
    "Қытай": "Қытайдың Қытайға Қытайды Қытайда Қытайдан Қытаймен",
    "Непал": "Непалдың Непалға Непалды Непалда Непалдан Непалмен",
    "Кипр": "Кипрдің Кипрге Кипрді Кипрде Кипрден Кипрмен",
    # ж and з take -бен
    "Белиз": "Белиздің Белизге Белизді Белизде Белизден Белизбен",
    # a voiceless consonant
    "Ирак": "Ирактың Иракқа Иракты Иракта Ирактан Иракпен",
    "Тунис": "Тунистің Туниске Тунисті Тунисте Тунистен Туниспен",
    # a loanword's last д and г are spoken voiceless
    "Чад": "Чадтың Чадқа Чадты Чадта Чадтан Чадпен",
    "Люксембург": "Люксембургтің Люксембургке Люксембургті Люксембургте Люксембургтен Люксембургпен",
    # the soft sign makes the suffix front and is no sound
    "Беларусь": "Беларусьтің Беларуське Беларусьті Беларусьте Беларусьтен Беларусьпен",
    "Израиль": "Израильдің Израильге Израильді Израильде Израильден Израильмен",
    # и and у at the end are glides
    "Чили": "Чилидің Чилиге Чилиді Чилиде Чилиден Чилимен",
    "Палау": "Палаудың Палауға Палауды Палауда Палаудан Палаумен",
    # у inside the last syllable is back
    "Сингапур": "Сингапурдың Сингапурға Сингапурды Сингапурда Сингапурдан Сингапурмен",
    # a compound's last word says "its": the suffix has -н-
    "Ресей Федерациясы": (
        "Ресей Федерациясының Ресей Федерациясына Ресей Федерациясын "
        "Ресей Федерациясында Ресей Федерациясынан Ресей Федерациясымен"
    ),
    "Шекара қызметі": (
        "Шекара қызметінің Шекара қызметіне Шекара қызметін Шекара қызметінде Шекара қызметінен Шекара қызметімен"
    ),
    # a compound whose last word has no such ending
    "Жаңа Зеландия": (
        "Жаңа Зеландияның Жаңа Зеландияға Жаңа Зеландияны Жаңа Зеландияда Жаңа Зеландиядан Жаңа Зеландиямен"
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_name_has_the_forms_that_a_reader_of_kazakh_expects(name: str) -> None:
    size = len(name.split())
    words = BY_HAND[name].split()
    expected = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
    assert [inflected(name, case, {}) for case in CASES] == expected


def test_a_remark_in_brackets_stays_behind_the_suffix() -> None:
    assert inflected("Иран (Ислам Республикасы)", "from", {}) == "Ираннан (Ислам Республикасы)"


def test_from_to_and_in_are_the_ablative_the_dative_and_the_locative() -> None:
    assert [inflected("Қазақстан", form, {}) for form in ("from", "to", "in")] == [
        "Қазақстаннан",
        "Қазақстанға",
        "Қазақстанда",
    ]


def test_a_word_of_the_data_goes_its_own_way() -> None:
    # by rule the soft sign makes it front: Тайваньнен
    assert inflected("Тайвань", "from", {}) == "Тайваньнен"
    assert inflected("Тайвань", "from", {"тайвань": Word("back")}) == "Тайваньнан"


def test_an_abbreviation_is_read_from_the_data_and_takes_a_hyphen() -> None:
    assert inflected("ТМД", "from", {"тмд": Word("back", "vowel")}) == "ТМД-дан"
    assert inflected("ТМД", "from", {}) is None


@pytest.mark.parametrize("name", ["", "United Nations", "IOM", "МОМ 2", "…"])
def test_a_name_whose_sound_cannot_be_told_has_no_form(name: str) -> None:
    assert inflected(name, "from", {}) is None


def test_an_unknown_form_is_none() -> None:
    assert inflected("Қазақстан", "prepositional", {}) is None


@given(st.text("абвгдежзиклмнопрстуфхшщыьэюяәғқңөұүһі", min_size=2, max_size=12), st.sampled_from(CASES))
def test_a_suffix_is_added_and_nothing_of_the_name_is_lost(name: str, case: str) -> None:
    found = inflected(name, case, {})
    assert found is not None
    assert found.startswith(name)
    assert 1 <= len(found) - len(name) <= 3


@given(st.text("абвгдежзиклмнопрстуфхшщыьэюяәғқңөұүһі", min_size=2, max_size=12))
def test_all_cases_of_one_name_agree_in_their_vowels(name: str) -> None:
    suffixes = [(inflected(name, case, {}) or name)[len(name) :] for case in CASES if case != "instrumental"]
    vowels = {letter for suffix in suffixes for letter in suffix if letter in "аеыі"}
    assert vowels <= set("аы") or vowels <= set("еі")


def test_every_form_is_one_of_the_six_cases() -> None:
    assert set(kazakh.FORMS.values()) == set(CASES)
