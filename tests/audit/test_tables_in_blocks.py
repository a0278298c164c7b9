"""Tables whose rows stand in blocks, columns that another table repeats, and balances named by a subtraction.

Working beside each case.
"""

from __future__ import annotations

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes
from mtm.audit.findings import Found

# 21,584 = 11,707 + 6,545 + 3,332; 3,799 = 1,981 + 1,155 + 663; 25,383 = 21,584 + 3,799
# shares of the group: 54.2 + 30.3 + 15.4 and 52.1 + 30.4 + 17.5; of all: 85.0 and 15.0
HTML = """<h1>Permanent residence, 2023</h1><table><thead>
<tr><th rowspan="2">{country}</th><th colspan="2">{arrivals}</th><th colspan="2">{departures}</th>
<th rowspan="2">{less}</th></tr>
<tr><th>{number}</th><th>{share}, %</th><th>{number}</th><th>{share}, %</th></tr></thead><tbody>
<tr><th colspan="6">{cis}</th></tr>
<tr><th>{russia}</th><td>11,707</td><td>54.2</td><td>11,720</td><td>94.4</td><td>−13</td></tr>
<tr><th>{uzbekistan}</th><td>6,545</td><td>30.3</td><td>512</td><td>4.1</td><td>+6,033</td></tr>
<tr><th>{other}</th><td>3,332</td><td>15.4</td><td>178</td><td>1.4</td><td>+3,154</td></tr>
<tr><th>{cis_total}</th><td>21,584</td><td>85.0</td><td>12,410</td><td>77.6</td><td>+9,174</td></tr>
<tr><th colspan="6">{rest}</th></tr>
<tr><th>{china}</th><td>1,981</td><td>52.1</td><td>804</td><td>22.4</td><td>+1,177</td></tr>
<tr><th>{germany}</th><td>1,155</td><td>30.4</td><td>2,283</td><td>63.6</td><td>−1,128</td></tr>
<tr><th>{other}</th><td>663</td><td>17.5</td><td>503</td><td>14.0</td><td>+160</td></tr>
<tr><th>{rest_total}</th><td>3,799</td><td>15.0</td><td>3,590</td><td>22.4</td><td>+209</td></tr>
<tr><th>{everybody}</th><td>25,383</td><td></td><td>16,000</td><td></td><td>+9,383</td></tr>
</tbody></table>"""
WORDS = {
    "en": {
        "country": "Country", "arrivals": "Arrivals", "departures": "Departures", "less": "Arrivals less departures",
        "number": "Number", "share": "Share of group", "cis": "CIS countries", "russia": "Russian Federation",
        "uzbekistan": "Uzbekistan", "other": "Other countries", "cis_total": "CIS countries, total",
        "rest": "Non-CIS countries", "china": "China", "germany": "Germany", "rest_total": "Non-CIS countries, total",
        "everybody": "All citizenships",
    },
    "ru": {
        "country": "Страна", "arrivals": "Прибыло", "departures": "Выбыло", "less": "Прибыло минус выбыло",
        "number": "Человек", "share": "Доля в группе", "cis": "Страны СНГ", "russia": "Российская Федерация",
        "uzbekistan": "Узбекистан", "other": "Прочие страны", "cis_total": "Страны СНГ, всего",
        "rest": "Страны вне СНГ", "china": "Китай", "germany": "Германия", "rest_total": "Страны вне СНГ, всего",
        "everybody": "Все гражданства",
    },
    "kk": {
        "country": "Ел", "arrivals": "Келгендер", "departures": "Кеткендер", "less": "Келгендер минус кеткендер",
        "number": "Адам", "share": "Топтағы үлесі", "cis": "ТМД елдері", "russia": "Ресей Федерациясы",
        "uzbekistan": "Өзбекстан", "other": "Өзге елдер", "cis_total": "ТМД елдері, барлығы",
        "rest": "ТМД-дан тыс елдер", "china": "Қытай", "germany": "Германия",
        "rest_total": "ТМД-дан тыс елдер, барлығы",
        "everybody": "Барлық азаматтықтар",
    },
}  # fmt: skip
ALTERED = [
    ("30.3", "35.3", "share of its own group: 6,545 of 21,584"),
    ("22.4</td><td>+1,177", "24.2</td><td>+1,177", "804 of 3,590 is 22.4"),
    ("15.0", "51.0", "the group's share of all: 3,799 of 25,383"),
    ("−1,128", "−1,182", "1,155 - 2,283"),
    ("−13<", "+13<", "11,707 - 11,720"),
    ("3,332", "3,832", "21,584 - 11,707 - 6,545"),
    ("12,410", "14,210", "11,720 + 512 + 178"),
]
COPY = """# Labour permits, 2024

| Oblast | Permits | Share, % |
|---|---|---|
| Almaty | 4,120 | 41.2 |
| Atyrau | 2,950 | 29.5 |
| Turkistan | 1,730 | 17.3 |
| Zhambyl | 1,200 | 12.0 |
| Total | 10,000 | 100.0 |

The chart shows where permits were issued.

| Oblast | Permits |
|---|---|
| Almaty | 4,120 |
| Atyrau | 2,950 |
| Turkistan | {turkistan} |
| Zhambyl | 1,200 |
"""


def wrong(name: str, text: str) -> list[Found]:
    return list(audit_documents([open_bytes(name, text.encode())]).wrong)


def marked(findings: list[Found]) -> set[str]:
    return {place.text.strip() for finding in findings for place in (*finding.places, *finding.operands)}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_table_in_blocks_that_is_right_stays_unflagged(language: str) -> None:
    assert [(f.rule, f.message) for f in wrong("r.html", HTML.format(**WORDS[language]))] == []


@pytest.mark.parametrize(("right", "altered", "why"), ALTERED, ids=[why for _, _, why in ALTERED])
@pytest.mark.parametrize("language", sorted(WORDS))
def test_an_altered_cell_of_a_table_in_blocks_is_found(language: str, right: str, altered: str, why: str) -> None:
    text = HTML.format(**WORDS[language])
    assert text.count(right) == 1, why

    found = wrong("r.html", text.replace(right, altered))

    assert altered.split("<")[0] in marked(found)


def test_a_heading_over_the_whole_width_that_gives_the_unit_stays_a_heading() -> None:
    text = (
        "<table><tr><th>Country</th><th>2022</th><th>2023</th><th>Change, %</th></tr>"
        "<tr><th colspan='4'>thousand persons</th></tr>"
        "<tr><td>Peru</td><td>120</td><td>150</td><td>25</td></tr><tr><td>Chad</td><td>80</td><td>100</td><td>25</td></tr>"
        "<tr><td>Oman</td><td>40</td><td>44</td><td>10</td></tr></table><p>In 2023 Peru sent 150,000 persons.</p>"
    )

    assert wrong("r.html", text) == []


def test_a_rest_that_is_not_given_leaves_its_column_untested() -> None:
    """1,200 departures without those of "Other": the two countries make 900, and nothing is wrong with that."""
    rows = "| Peru | 700 | 500 |\n| Chad | 300 | 400 |\n| Other | 200 | .. |\n| Total | 1,200 | 1,200 |\n"

    assert wrong("r.md", "| Country | Arrivals | Departures |\n|---|---|---|\n" + rows) == []


def test_a_column_repeated_in_another_table_must_be_the_same() -> None:
    assert wrong("r.md", COPY.format(turkistan="1,730")) == []

    found = wrong("r.md", COPY.format(turkistan="1,370"))

    assert [f.rule for f in found] == ["copied_column"]
    assert found[0].places[0].text == "1,370"  # 1,730 is borne out by its share and by the total
    assert [o.text for o in found[0].operands] == ["1,730"]


@pytest.mark.parametrize(
    "listed",
    [
        "Permits issued: Almaty, 4,120; Atyrau, 2,950; Turkistan, 1,370; Zhambyl, 1,200.",
        "Most permits went to Almaty (4,120), Atyrau (2,950), Turkistan (1,370) and Zhambyl (1,200).",
    ],
)
def test_a_list_in_running_text_that_repeats_a_column_must_be_the_same(listed: str) -> None:
    table = COPY.split("The chart")[0]
    assert wrong("r.md", table + listed.replace("1,370", "1,730")) == []

    assert "1,370" in marked(wrong("r.md", table + listed))


def test_a_provisional_column_may_differ_from_the_final_one() -> None:
    provisional = COPY.replace("| Oblast | Permits |\n", "| Oblast | Permits, provisional |\n")

    assert wrong("r.md", provisional.format(turkistan="1,370")) == []


def test_columns_of_two_years_may_have_equal_rows() -> None:
    text = COPY.replace("| Oblast | Permits |\n", "| Oblast | Permits, 2023 |\n")

    assert wrong("r.md", text.format(turkistan="1,370")) == []
