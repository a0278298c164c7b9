"""Russian forms of names: every area has them, and those checked by hand are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.build.naming import ReportNames
from mtm.codelists import groups
from mtm.codelists.areas import area_cases, area_names, areas
from mtm.kit.cases import read_cases
from mtm.model.errors import WorkspaceError
from mtm.workspace.load import load
from mtm.workspace.names import load_cases, load_names

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "kazakhstan"
FORMS = ("genitive", "dative", "accusative", "instrumental", "prepositional", "from", "to", "in")

# written by hand after the orthographic dictionary and the usage of the United Nations, not by the tool that drafted
BY_HAND = """
UZB genitive Узбекистана
UZB from из Узбекистана
UZB in в Узбекистане
KAZ prepositional Казахстане
KAZ to в Казахстан
RUS to в Российскую Федерацию
RUS from из Российской Федерации
RUS instrumental Российской Федерацией
KGZ dative Кыргызстану
KOR genitive Республики Корея
KOR to в Республику Корея
PRK accusative Корейскую Народно-Демократическую Республику
USA genitive Соединенных Штатов Америки
USA in в Соединенных Штатах Америки
GBR genitive Соединенного Королевства Великобритании и Северной Ирландии
GBR to в Соединенное Королевство Великобритании и Северной Ирландии
ARE from из Объединенных Арабских Эмиратов
CHN genitive Китая
TUR accusative Турцию
UKR accusative Украину
UKR from из Украины
DEU to в Германию
FRA to во Францию
VNM in во Вьетнаме
CUB from с Кубы
CUB to на Кубу
CYP in на Кипре
PHL from с Филиппин
PHL accusative Филиппины
MDV to на Мальдивские Острова
IRN genitive Ирана (Исламской Республики)
MDA genitive Республики Молдова
BLR genitive Беларуси
LAO to в Лаосскую Народно-Демократическую Республику
CZE instrumental Чехией
MMR genitive Мьянмы
CIV genitive Кот-д’Ивуара
PNG from из Папуа — Новой Гвинеи
CHL genitive Чили
BGD in в Бангладеш
VCT genitive Сент-Винсента и Гренадин
ZAF accusative Южную Африку
SAU from из Саудовской Аравии
MKD to в Северную Македонию
TLS genitive Тимора-Лешти
NLD genitive Нидерландов (Королевства)
"""


@pytest.mark.parametrize("line", BY_HAND.strip().splitlines())
def test_a_form_is_the_one_written_by_hand(line: str) -> None:
    code, form, text = line.split(" ", 2)

    assert area_cases()[code, "ru", form] == text


def test_at_least_forty_forms_are_checked_by_hand() -> None:
    assert len(BY_HAND.strip().splitlines()) >= 40


@pytest.mark.parametrize("form", FORMS)
def test_every_area_and_dated_group_has_the_form(form: str) -> None:
    codes = {*areas(), *groups.groups()}

    assert [code for code in sorted(codes) if not area_cases().get((code, "ru", form))] == []


def test_every_form_belongs_to_an_area_or_a_group() -> None:
    assert {code for code, _, _ in area_cases()} == {*areas(), *groups.groups()}


def test_forms_with_a_preposition_are_the_preposition_and_the_case() -> None:
    for code in areas():
        genitive, accusative, prepositional = (
            area_cases()[code, "ru", f] for f in ("genitive", "accusative", "prepositional")
        )
        out, into, inside = (area_cases()[code, "ru", f] for f in ("from", "to", "in"))
        pair = {"из": ("в", "во"), "с": ("на",)}[out.split(" ")[0]]

        assert out.split(" ", 1)[1] == genitive
        assert (into.split(" ")[0] in pair, into.split(" ", 1)[1]) == (True, accusative)
        assert (inside.split(" ")[0], inside.split(" ", 1)[1]) == (into.split(" ")[0], prepositional)


def test_no_form_keeps_a_letter_that_the_name_does_not_have() -> None:
    # ё is written only where the name itself has it
    for code in areas():
        if "ё" not in area_names().name(code, "ru"):
            assert not any("ё" in area_cases()[code, "ru", form] for form in FORMS)


def test_every_region_agency_and_group_of_the_example_has_every_form() -> None:
    workspace = load(EXAMPLE)
    cases = load_cases(workspace.cases)
    regions = load_names(workspace.names, workspace.codes)[1].breakdowns["region"].codes
    agencies = {*workspace.sources, *(f"{id}:{code}" for id, s in workspace.sources.items() for code in s.groups)}

    missing = [(c, f) for c in sorted({*regions, *agencies}) for f in FORMS[:5] if not cases.get((c, "ru", f))]

    assert len(regions) == 20  # 17 regions and three cities of republican significance
    assert missing == []
    assert cases["KZ63", "ru", "in"] == "в Восточно-Казахстанской области"
    assert cases["KZ75", "ru", "genitive"] == "г. Алматы"


def names(**own: str) -> ReportNames:
    """Names in Russian with the display names of ``own`` instead of the package's."""
    from mtm.kit.names import DISPLAY, Name

    shown = area_names().with_names([Name(code, text, "ru", DISPLAY) for code, text in own.items()])
    introduced = {"area": {"genitive": "территории «{name}»"}}
    return ReportNames("ru", shown, {}, {}, {}, {}, introduced)


def test_a_name_that_the_workspace_has_changed_is_never_inflected_as_another() -> None:
    changed = names(KOR="Южная Корея")

    assert changed.area("KOR", "genitive") == "территории «Южная Корея»"
    assert changed.lacking == {("KOR", "genitive")}
    assert changed.area("UZB", "genitive") == "Узбекистана"


def test_a_name_in_its_own_form_lacks_nothing() -> None:
    plain = names()

    assert (plain.area("UZB"), plain.area("UZB", "text"), plain.lacking) == ("Узбекистан", "Узбекистан", set())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("code,language,text\nUZB,ru,x\n", "lacks the column"),
        ("code,language,case,text\nUZB,ru,,x\n", "a form needs"),
        ("code,language,case,text\nUZB,ru,to,x\nUZB,ru,to,y\n", "a form stands twice"),
    ],
)
def test_a_wrong_table_of_forms_names_file_and_line(text: str, what: str) -> None:
    with pytest.raises(WorkspaceError, match=rf"(?s)cases\.csv, line \d.*{what}|{what}.*cases\.csv"):
        read_cases(text, "cases.csv")
