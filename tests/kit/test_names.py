"""A name is matched exactly on its normalised key, or not at all."""

import pytest

from mtm.kit.names import AmbiguousNameError, Name, Names, folded, key, uninverted

NAMES = Names.of(
    [
        Name("KOR", "Republic of Korea", "en", "name"),
        Name("KOR", "Республика Корея", "ru", "name"),
        Name("KOR", "Южная Корея", "ru"),
        Name("KGZ", "Кыргызстан", "ru", "name"),
        Name("KGZ", "Киргизия", "ru"),
        Name("CHN", "КНР", "ru"),
        Name("CIV", "Côte d’Ivoire", "en", "name"),
        Name("RUS", "Россия", "ru"),
        Name("UZB", "Өзбекстан", "kk", "name"),
        Name("UZB", "Uzbekistan", "en", "name"),
        Name("KZ19", "Алматинская область", "ru", "name"),
    ]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("КИРГИЗИЯ", "KGZ"),
        ("  Южная   Корея ", "KOR"),
        ("«Южная Корея»", "KOR"),
        ("Cote d'Ivoire", "CIV"),
        ("Cote d´Ivoire", "CIV"),
        ("южная-корея", "KOR"),
        ("KGZ", "KGZ"),
    ],
)
def test_case_spaces_quotes_dashes_and_accents_do_not_matter(text, code):
    assert NAMES.find(text).code == code
    assert NAMES.find(text).note == ""


@pytest.mark.parametrize("text", ["Корея, Республика", "Korea, Republic of"])
def test_an_inverted_name_is_turned_and_said_to_be(text):
    assert (NAMES.find(text).code, NAMES.find(text).note) == ("KOR", "inverted")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Pоссия", "RUS"), ("Киpгизия", "KGZ"), ("KHP", "CHN"), ("Uzbеkistan", "UZB"), ("Өзбeкстан", "UZB")],
)
def test_letters_of_the_wrong_alphabet_are_put_right_and_said_to_be(text, code):
    assert (NAMES.find(text).code, NAMES.find(text).note) == (code, "mixed_letters")


@pytest.mark.parametrize("text", ["Корея", "Кыргыстан", "Росси", "", "Итого", "kgz", "Турк. обл."])
def test_what_is_not_a_curated_name_is_not_matched(text):
    assert NAMES.find(text) is None


def test_similar_names_are_candidates_for_a_person():
    assert [c.code for c in NAMES.suggest("Кыргыстан")][:1] == ["KGZ"]
    assert NAMES.suggest("Итого по странам") == ()


def test_one_name_for_two_codes_is_refused():
    with pytest.raises(AmbiguousNameError, match="KOR and of PRK"):
        Names.of([Name("KOR", "Корея"), Name("PRK", "корея ")])


def test_the_display_name_is_the_one_of_the_language_then_english_then_the_code():
    assert NAMES.name("UZB", "kk") == "Өзбекстан"
    assert NAMES.name("UZB", "ru") == "Uzbekistan"
    assert NAMES.name("XXX", "ru") == "XXX"


def test_a_workspace_adds_names_and_may_replace_a_display_name():
    names = NAMES.with_names([Name("KGZ", "Кыргызская Республика", "ru", "name"), Name("UZB", "РУз", "ru")])

    assert names.name("KGZ", "ru") == "Кыргызская Республика"
    assert names.find("Кыргызстан").code == "KGZ"
    assert names.find("руз").code == "UZB"


def test_keys_are_stable_under_themselves():
    for text in ("Côte d’Ivoire", "Ёлка — «Ель»", "Pоссия", "ЙОГ"):
        assert key(key(text)) == key(text)
        assert folded(folded(text)) == folded(text)


def test_a_text_without_one_comma_is_not_inverted():
    assert uninverted("Бонэйр, Синт-Эстатиус, Саба") == "Бонэйр, Синт-Эстатиус, Саба"
