"""Groups have dates, units convert, indicators and breakdowns are complete in three languages."""

from datetime import date

import pytest

from mtm.codelists.groups import groups
from mtm.codelists.indicators import PrintedUnit, breakdown_names, find_units, indicator_entry, indicators, units

NINE = ("ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "UZB")


def test_the_cis_of_2023_has_nine_members_an_associate_and_a_contested_state():
    cis = groups()["CIS"]

    assert cis.group.at(date(2023, 12, 31)) == tuple(sorted((*NINE, "TKM")))
    assert cis.group.contested(date(2023, 12, 31)) == ("UKR",)
    assert cis.status("TKM", date(2023, 12, 31)) == "associate"
    assert cis.status("TKM", date(2005, 8, 25)) == "member"


def test_georgia_belongs_to_the_cis_until_august_2009():
    cis = groups()["CIS"]

    assert "GEO" in cis.group.at(date(2009, 8, 17))
    assert "GEO" not in cis.group.at(date(2009, 8, 18))


def test_armenia_joined_the_eaeu_a_day_after_its_founders():
    eaeu = groups()["EAEU"].group

    assert eaeu.at(date(2014, 12, 31)) == ()
    assert eaeu.at(date(2015, 1, 1)) == ("BLR", "KAZ", "RUS")
    assert eaeu.at(date(2023, 1, 1)) == ("ARM", "BLR", "KAZ", "KGZ", "RUS")


def test_every_group_names_its_source_and_has_names_in_three_languages():
    for group in groups().values():
        assert group.source
        assert set(group.name) == set(group.short) == {"en", "ru", "kk"}


def test_every_indicator_has_names_a_concept_and_a_known_unit():
    for entry in indicators().values():
        assert set(entry.name) == {"en", "ru", "kk"}
        assert entry.concept
        assert entry.indicator.unit in units()
        assert entry.indicator.nature in ("flow", "stock", "rate", "unresolved")


def test_a_workspace_declares_an_indicator_in_the_same_shape():
    entry = indicator_entry("kandas_total", {"unit": "persons", "cumulates": "kandas_status"})

    assert entry.indicator.cumulates == "kandas_status"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("млн. долл. США", PrintedUnit("usd", 6)),
        ("(количество пересечений)", PrintedUnit("crossings", 0)),
        ("Количество, чел.", PrintedUnit("persons", 0)),
        ("Внешняя миграция населения (Человек)", PrintedUnit("persons", 0)),
        ("тыс. человек", PrintedUnit("persons", 3)),
        ("Единица измерения: мың адам", PrintedUnit("persons", 3)),
        ("USD million", PrintedUnit("usd", 6)),
        ("в тыс.чел.", PrintedUnit("persons", 3)),
        ("Единица измерения - тысяч человек", PrintedUnit("persons", 3)),
        ("Люди и человек", None),
    ],
)
def test_units_are_read_from_the_texts_of_tables(text, unit):
    assert find_units(text) == ((unit,) if unit else ())


def test_a_workspace_adds_codes_to_a_breakdown():
    names = breakdown_names({"region": {"codes": {"KZ75": {"en": "Almaty", "ru": "Алматы", "labels": ["г.Алматы"]}}}})

    assert names["region"].find("Г. АЛМАТЫ").code == "KZ75"
    assert names["sex"].find("женщины").code == "F"
