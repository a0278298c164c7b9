"""Names follow UN usage in three languages; aliases of agencies stand for one area each."""

import csv
from pathlib import Path

import pytest
from babel import Locale

from mtm.codelists.areas import area_names, areas, is_user_assigned
from mtm.kit.names import folded

REALDATA = Path(__file__).resolve().parents[3] / "shared" / "realdata" / "cis"

# States and observers whose Russian CLDR name is not the UN short name; Côte d'Ivoire differs by its apostrophe alone.
DIFFERENT = """
ARE BHS BOL BRN CAF COD COG COK COM FSM GBR IRN KGZ LAO MDA MDV MHL MMR NLD PRK PSE RUS
SLB SYC SYR TLS TZA USA VAT VEN ZAF
"""
TERRITORIES = """
ALA ASM ATF AIA ATA ABW BES BLM BMU BVT CCK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT JEY MAC MAF
MNP MSR MTQ MYT NCL NFK PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL TWN UMI VGB VIR WLF XKX ESH
"""


@pytest.mark.parametrize(
    ("code", "en", "ru", "kk"),
    [
        ("KGZ", "Kyrgyzstan", "Кыргызстан", "Қырғызстан"),
        ("TUR", "Türkiye", "Турция", "Түркия"),
        ("KOR", "Republic of Korea", "Республика Корея", "Корея Республикасы"),
        ("MDA", "Republic of Moldova", "Республика Молдова", "Молдова Республикасы"),
        ("SWZ", "Eswatini", "Эсватини", "Эсватини"),
        ("CZE", "Czechia", "Чехия", "Чехия"),
        ("VNM", "Viet Nam", "Вьетнам", "Вьетнам"),
        ("CIV", "Côte d’Ivoire", "Кот-д’Ивуар", "Кот-д’Ивуар"),
        ("RUS", "Russian Federation", "Российская Федерация", "Ресей Федерациясы"),
        ("BOL", "Bolivia (Plurinational State of)", "Боливия (Многонациональное Государство)", None),
        ("LAO", "Lao People’s Democratic Republic", "Лаосская Народно-Демократическая Республика", None),
        ("PRK", "Democratic People’s Republic of Korea", "Корейская Народно-Демократическая Республика", None),
    ],
)
def test_display_names_follow_the_usage_of_the_united_nations(code, en, ru, kk):
    assert area_names().name(code, "en") == en
    assert area_names().name(code, "ru") == ru
    assert kk is None or area_names().name(code, "kk") == kk


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("КНР", "CHN"),
        ("ФРГ", "DEU"),
        ("РФ", "RUS"),
        ("США", "USA"),
        ("ОАЭ", "ARE"),
        ("Киргизия", "KGZ"),
        ("Кыргызская Республика", "KGZ"),
        ("Белоруссия", "BLR"),
        ("Ресей", "RUS"),
        ("Өзбекстан", "UZB"),
        ("Қытай", "CHN"),
        ("Қырғыз Республикасы", "KGZ"),
        ("АҚШ", "USA"),
        ("Корея, Республика", "KOR"),
        ("Южная Корея", "KOR"),
        ("Иран, Исламская Республика", "IRN"),
        ("Moldova, Republic of", "MDA"),
        ("Соединенные Штаты Америки", "USA"),
        ("МОЛДОВА, РЕСПУБЛИКА", "MDA"),
        ("Объединённые Арабские Эмираты", "ARE"),
        ("Turkey", "TUR"),
        ("PФ", "RUS"),
    ],
)
def test_names_as_agencies_write_them_are_known(text, code):
    assert area_names().find(text).code == code


@pytest.mark.parametrize("text", ["Корея", "Турк. обл.", "Прочие", "СНГ", "Виргинские острова", "Сен-Мартен"])
def test_a_name_that_may_be_two_areas_or_none_is_not_known(text):
    found = area_names().find(text)

    assert found is None or text == "Сен-Мартен"  # CLDR gives this name to the French part


def test_every_iso_area_has_codes_and_three_names():
    assert len(areas()) == 250  # ISO 3166-1 has 249, and Kosovo
    for area in areas().values():
        assert area.code.isalpha() and len(area.code) == 3 and len(area.iso2) == 2
        assert area.m49.isdigit() or area.code == "XKX"
        assert all(area_names().name(area.code, language) for language in ("en", "ru", "kk"))


def test_russian_names_differ_from_cldr_exactly_where_the_united_nations_do():
    cldr = Locale("ru").territories
    differing = {a.code for a in areas().values() if folded(cldr[a.iso2]) != folded(area_names().name(a.code, "ru"))}

    assert differing - set(TERRITORIES.split()) == set(DIFFERENT.split())
    assert len(DIFFERENT.split()) == 31


@pytest.mark.skipif(not REALDATA.exists(), reason="real data are not part of the project")
def test_a_dictionary_of_russian_names_found_in_the_wild_is_known_but_for_an_unrecognised_state():
    lines = (REALDATA / "ru_en_country_names.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[i : i + 2] for line in lines if "\t" in line for i in (0, 2)]
    unknown = {ru for ru, _ in pairs if area_names().find(ru) is None}
    disagreeing = [(ru, en) for ru, en in pairs if _differ(ru, en)]

    assert unknown == {"Абхазия"}
    assert disagreeing == []


@pytest.mark.skipif(not REALDATA.exists(), reason="real data are not part of the project")
def test_country_names_that_a_ministry_wrote_and_a_dictionary_missed_are_known():
    with (REALDATA / "ru_mvd_2016_unmatched_countries.csv").open(encoding="utf-8", newline="") as lines:
        names = [row["Country"] for row in csv.DictReader(lines)]
    unknown = {name for name in names if area_names().find(name) is None}

    assert unknown == {
        "Северный Кипр (ТРСК)",
        "Нагорно-Карабахская Республика",
        "Приднестровская Молдавская Республика",
    }


def _differ(ru: str, en: str) -> bool:
    first, second = area_names().find(ru), area_names().find(en)
    return bool(first and second and first.code != second.code)


@pytest.mark.parametrize("code", ["AAA", "AAZ", "QMA", "QZZ", "XAA", "XTA", "XZZ", "ZZA", "ZZZ"])
def test_a_code_that_iso_leaves_to_its_users_is_known_as_one(code):
    assert is_user_assigned(code)
    assert code not in areas() or code == "XKX"


@pytest.mark.parametrize("code", ["ABA", "KAZ", "QLZ", "QAT", "WSM", "ZYZ", "ZWE", "XA", "XAAA", "xaa", ""])
def test_any_other_code_is_not(code):
    assert not is_user_assigned(code)
