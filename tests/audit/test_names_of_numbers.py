"""The name that a sentence gives to a number or to a first place, against the lists of the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

# 9,218 + 5,685 + 4,635 + 187 = 19,725; the leader is Turkmenistan, Uzbekistan is the last named
EN = (
    "# Arrivals in Q2 2024\n\nArrivals from the CIS numbered 19,725: Turkmenistan 9,218, Tajikistan 5,685, "
    "Uzbekistan 4,635; other CIS states 187.\n\n{}\n"
)
RU = (
    "# Прибывшие во II квартале 2024 года\n\nИз стран СНГ прибыло 19 725 человек: из Туркменистана 9 218, "
    "из Таджикистана 5 685, из Узбекистана 4 635; из прочих стран СНГ 187.\n\n{}\n"
)
KK = (
    "# 2024 жылғы II тоқсандағы келгендер\n\nТМД елдерінен 19 725 адам келді: Түрікменстаннан 9 218, "
    "Тәжікстаннан 5 685, Өзбекстаннан 4 635; ТМД-ның басқа елдерінен 187.\n\n{}\n"
)


def _wrong(folder: Path, text: str) -> list[str]:
    """What findings of class error or likely name."""
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in finding.places]


SAID = [
    (EN, "Turkmenistan", "Uzbekistan", "Top CIS nationality: {}, 9,218 entries."),
    (EN, "Turkmenistan", "Uzbekistan", "Within the CIS, the largest number of arrivals was recorded for {} (9,218)."),
    (EN, "Turkmenistan", "Tajikistan", "No CIS member state sent more people than {} (9,218)."),
    (EN, "Turkmenistan", "Uzbekistan", "The ranking of CIS states is led by {} with 9,218 people."),
    (EN, "Turkmenistan", "Uzbekistan", "Nobody in the CIS group contributes more arrivals than {}."),
    (EN, "Turkmenistan", "Uzbekistan", "From no other CIS country did as many people come as from {}."),
    (EN, "Turkmenistan", "Uzbekistan", "More people came from {} than from any other CIS country."),
    (EN, "Turkmenistan", "Tajikistan", "Ranked by size, the CIS countries begin with {}."),
    (EN, "Turkmenistan", "Tajikistan", "First among CIS citizenships: {}."),
    (EN, "Turkmenistan", "Uzbekistan", "As a source of arrivals, {} comes before every other CIS country."),
    (RU, "Туркменистан", "Узбекистан", "Первое место среди стран СНГ – {} (9 218 чел.)."),
    (RU, "Туркменистана", "Узбекистана", "Ни из одной другой страны СНГ не прибыло столько людей, сколько из {}."),
    (RU, "Туркменистан", "Таджикистан", "Ни одна страна СНГ не дала больше прибывших, чем {} (9 218)."),
    (RU, "Туркменистан", "Узбекистан", "Список стран СНГ по убыванию открывает строка «{}»."),
    (RU, "Туркменистана", "Узбекистана", "Больше всего в группе стран СНГ прибыло граждан {}."),
    (RU, "Туркменистана", "Узбекистана", "Основной поток из СНГ шёл из {}: 9 218 чел."),
    (RU, "Туркменистан", "Узбекистан", "Первым в списке стран СНГ стоит {}."),
    (RU, "Туркменистана", "Узбекистана", "Из {} людей прибыло больше, чем из любой другой страны СНГ."),
    (KK, "Түрікменстаннан", "Өзбекстаннан", "ТМД елдерінің ешқайсысынан {} келгендей көп адам келген жоқ."),
    (KK, "Түрікменстаннан", "Өзбекстаннан", "ТМД-ның басқа бірде-бір елінен келгендер саны {} келгендерден асқан жоқ."),
    (KK, "Түрікменстан", "Өзбекстан", "ТМД ішінде келгендер саны бойынша бірінші орында – {} (9 218 адам)."),
    (KK, "Түрікменстан", "Өзбекстан", "ТМД елдерінің тізімін {} бастап тұр."),
    (KK, "Түрікменстаннан", "Өзбекстаннан", "ТМД тобы бойынша ең көп адам {} келген."),
    (KK, "Түрікменстан", "Тәжікстан", "ТМД-дан келгендер көбіне {} азаматтары болып шықты."),
    (KK, "Түрікменстан", "Өзбекстан", "ТМД тобындағы көшбасшы – {}: 9 218 адам."),
]


@pytest.mark.parametrize(("text", "right", "wrong", "said"), SAID, ids=[s[3] for s in SAID])
def test_a_wrong_leader_of_the_list_before_is_the_place(
    tmp_path: Path, text: str, right: str, wrong: str, said: str
) -> None:
    assert _wrong(tmp_path, text.format(said.format(right))) == []
    found = _wrong(tmp_path, text.format(said.format(wrong)))
    assert len(found) == 1
    assert wrong.startswith(found[0]) or found[0].startswith(wrong)


# five digits and more are nobody else's by chance, in whatever sentence; four need a second one or a first place
TABLE = (
    "# Migration in 2024\n\n| Country | Came | Left |\n|---|---:|---:|\n| Kyrgyzstan | 42,318 | 17,904 |\n"
    "| Belarus | 31,775 | 12,086 |\n| Armenia | 6,514 | 3,127 |\n| Georgia | 2,943 | 1,868 |\n\n{}\n"
)


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("For {} the register shows 42,318 immigrants and 17,904 emigrants.", "Kyrgyzstan", "Belarus"),
        ("Subtracting 3,127 emigrants from 6,514 immigrants leaves 3,387 for {}.", "Armenia", "Georgia"),
        ("Citizens of {}, 31,775 of them, came mostly to work.", "Belarus", "Armenia"),
        ("По гражданам {} прибыло 42 318 и выбыло 17 904 человека.", "Кыргызстана", "Беларуси"),
        ("{} азаматтарының 31 775 адамы келді.", "Беларусь", "Армения"),
    ],
)
def test_a_name_beside_the_number_of_another_is_the_place(tmp_path: Path, said: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, TABLE.format(said.format(right))) == []
    assert _wrong(tmp_path, TABLE.format(said.format(wrong))) == [wrong]


@pytest.mark.parametrize(
    "said",
    [
        "Georgia overtook Belarus, from where 31,775 came.",  # two names
        "Armenia issued 2,943 permits.",  # four digits alone may be chance
        "Nobody lost more ground than Georgia.",  # a change is told
        "The fastest growth of all was that of Armenia.",
        "From no other country did fewer people come than from Georgia.",
    ],
)
def test_what_a_correct_report_says_of_names_is_no_error(tmp_path: Path, said: str) -> None:
    assert _wrong(tmp_path, TABLE.format(said)) == []


def test_a_table_of_all_states_tells_the_first_of_the_group_that_is_named(tmp_path: Path) -> None:
    said = "Outside the CIS, nobody sends more immigrants than {}."
    text = TABLE.replace("| Georgia | 2,943", "| China | 8,204 | 1,007 |\n| India | 5,310 | 992 |\n| Georgia | 2,943")
    assert _wrong(tmp_path, text.format(said.format("China"))) == []
    assert _wrong(tmp_path, text.format(said.format("Georgia"))) == ["Georgia"]
