"""What lists, changes, balances, periods and ranks say, in wordings of every order and three languages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mtm.audit import AuditResult, audit
from mtm.audit.documents import open_bytes
from mtm.audit.language.lexicon import lexicon
from mtm.audit.language.periods import named
from mtm.audit.language.sentences import tokens
from mtm.audit.meaning.reading import read


@pytest.fixture
def audited(tmp_path: Path):
    def run(text: str) -> AuditResult:
        path = tmp_path / "report.md"
        path.write_text(text, encoding="utf-8", newline="\n")
        return audit([path])

    return run


def _wrong(result: AuditResult) -> list[str]:
    """The numbers and words that findings of class error or likely name, in order."""
    return [place.text for finding in result.wrong for place in finding.places]


# 400 + 300 + 200 = 900 of 1,000 would leave 100; the shares are 40.0, 30.0, 20.0 and 10.0 per cent of 1,000.
LISTS = {
    "count, name, share in parentheses": "Arrivals from the CIS: 1,000. Among them 4{}1 from Armenia (40.1%), "
    "302 from Belarus (30.2%), 197 from Tajikistan (19.7%); states not named here 100.",
    "share, name, count in parentheses": "Arrivals from the CIS: 1,000. Among them 40.1% from Armenia (4{}1), "
    "30.2% from Belarus (302), 19.7% from Tajikistan (197); states not named here 100.",
    "name, count, share between commas": "Arrivals from the CIS: 1,000. Among them Armenia 4{}1, that is 40.1%, "
    "Belarus 302, that is 30.2%, Tajikistan 197, that is 19.7%; states not named here 100.",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_is_read_by_its_rhythm_whatever_the_order_of_its_items(audited, text: str) -> None:
    assert _wrong(audited(text.format("0"))) == []
    assert _wrong(audited(text.format("7"))) != []  # 471 + 302 + 197 + 100 = 1,070, and 471 is 47.1% of 1,000


def test_a_change_without_sign_or_verb_is_checked_against_the_two_values_before_it(audited) -> None:
    text = "Remittances reached 550.0 million dollars, against 500.0 million a year earlier ({}%)."
    assert _wrong(audited(text.format("10.0"))) == []  # (550 - 500) / 500
    assert _wrong(audited(text.format("9.1"))) == ["9.1%"]  # divided by the later value


def test_a_balance_is_checked_against_the_in_and_out_of_the_sentence_before(audited) -> None:
    text = "In 2023 a total of 31,824 persons entered the country and 39,379 persons left it. Net migration was {}."
    assert _wrong(audited(text.format("−7,555"))) == []  # 31,824 - 39,379
    assert _wrong(audited(text.format("−5,322"))) != []


def test_a_word_that_gives_a_balance_the_wrong_side_is_the_place(audited) -> None:
    text = "Border posts registered 26,513 entries and 33,384 exits, a {} net balance of 6,871."
    assert _wrong(audited(text.format("negative"))) == []
    assert _wrong(audited(text.format("positive"))) == ["positive"]


def test_a_balance_of_births_and_deaths_is_not_taken_for_one_of_moves(audited) -> None:
    # 54,318 - 61,207 = -6,889; the lines of a table whose rules a page has lost stand in one paragraph
    lines = "Population on 1 January 5,412,906\nLive births 54,318\nDeaths 61,207\nNatural change -6,889\n"
    lines += "Immigrants 39,874\nEmigrants 28,016\nNet migration 11,858\nPopulation on 31 December 5,417,875"
    assert _wrong(audited(lines)) == []


def test_a_minus_lost_in_a_column_of_changes_is_found(audited) -> None:
    # (16,938 - 22,584) / 22,584 = -25.0%; 51,234 / 40,987 = 1.250; 31,302 / 26,085 = 1.200; 9,117 / 10,130 = 0.900
    rows = "| Country | 2022 | 2023 | Change, % |\n|---|---|---|---|\n| India | 22,584 | 16,938 | {} |\n"
    rows += (
        "| China | 40,987 | 51,234 | 25.0 |\n| Turkey | 26,085 | 31,302 | 20.0 |\n| Poland | 10,130 | 9,117 | −10.0 |\n"
    )
    assert _wrong(audited(rows.format("−25.0"))) == []
    assert _wrong(audited(rows.format("25.0"))) == ["25.0"]


def test_ages_are_no_counts(audited) -> None:
    text = "Of 9,140 persons surveyed, 6,889 were aged 18 to 62 (75.4%), 1,730 were under 18 (18.9%) "
    text += "and {} were 63 or older (5.7%)."
    result = audited(text.format("521"))  # 6,889 + 1,730 + 521 = 9,140
    assert result.coverage.claims == 7  # the whole, three counts and three shares
    assert _wrong(result) == []
    assert "52" in _wrong(audited(text.format("52")))


def test_a_row_that_the_rows_below_add_up_to_is_their_group(audited) -> None:
    # 4,123 + 2,345 = 6,468; 1,811 + 1,204 = 3,015; together 9,483; departures 3,337 + 1,551 = 4,888
    text = "| Citizens | Arrivals | Departures |\n|---|---|---|\n| Total | 9,483 | {} |\n| CIS | 6,468 | 3,337 |\n"
    text += "| Armenia | 4,123 | 1,113 |\n| Belarus | 2,345 | 2,224 |\n| Other foreign countries | 3,015 | 1,551 |\n"
    text += "| China | 1,811 | 917 |\n| India | 1,204 | 634 |\n"
    assert _wrong(audited(text.format("4,888"))) == []
    assert _wrong(audited(text.format("4,898"))) == ["4,898"]


PERIODS = [
    ("en", "first-quarter 2024", "2024-Q1"),
    ("en", "3Q24", "2024-Q3"),
    ("en", "Q3 (July–September) 2024", "2024-Q3"),
    ("en", "2024, July to September", "2024-Q3"),
    ("ru", "III квартал 2024-го года", "2024-Q3"),
    ("ru", "IV-й квартал 2023", "2023-Q4"),
    ("kk", "2024 жылдың шілдесі мен қыркүйегі", "2024-Q3"),
    ("kk", "2024 жылдың үшінші ширегі", "2024-Q3"),
]


@pytest.mark.parametrize(("language", "text", "code"), PERIODS)
def test_a_quarter_is_known_by_many_names(language: str, text: str, code: str) -> None:
    assert [period.code for period in named(tokens(text, lexicon(language)), language)[0]] == [code]


def test_thousands_set_apart_are_no_quarter_after_the_kazakh_word_for_one() -> None:
    found = tokens("2019 жылдың осы тоқсанында 1 188,2 млн", lexicon("kk"))
    assert [period.code for period in named(found, "kk")[0]] == ["2019"]


def test_a_number_that_is_broken_at_its_thousands_goes_on_in_the_next_line(audited) -> None:
    text = "В страну прибыло 40 000 мигрантов, из них 8\n500 ({}%) – женщины."
    assert _wrong(audited(text.format("21,3"))) == []  # 8 500 / 40 000 = 21.25
    assert _wrong(audited(text.format("31,3"))) == ["31,3%"]


def test_sums_of_a_paragraph_are_of_the_one_currency_that_it_names(audited) -> None:
    text = (
        "Всего получено 2 815,4 млн долл. Через системы переводов прошло 1 970,8 млн долл. (70,0%), "
        "через банки – 844,6 млн ({}%)."
    )
    assert _wrong(audited(text.format("30,0"))) == []  # 844.6 / 2,815.4
    assert _wrong(audited(text.format("36,0"))) == ["36,0%"]


def test_percentage_points_are_written_with_blanks_too(audited) -> None:
    text = "Доля России за год сократилась с 66,0% до 64,0%, то есть на {} п. п. Других изменений не было."
    assert _wrong(audited(text.format("2,0"))) == []
    assert _wrong(audited(text.format("5,0"))) == ["5,0"]
    assert _wrong(audited(text.format("3,0"))) == ["3,0 п. п"]  # (66.0 - 64.0) / 66.0 = 3.0 per cent


def test_equal_rates_of_persons_and_of_money_are_not_one_change(audited) -> None:
    text = (
        "Прибыло 257 962 человека против 245 871 годом ранее, рост на 4,9%.\n\n"
        "Поступило 538,7 млн долл.; годом ранее – 566,5 млн, поступления {} на 4,9%."
    )
    assert _wrong(audited(text.format("упали"))) == []  # (538.7 - 566.5) / 566.5 = -4.9
    assert _wrong(audited(text.format("выросли"))) == ["выросли"]


@pytest.mark.parametrize(
    ("html", "value"),
    [
        ("<p>– 5 216 persons came in June.</p>", 5216),
        ("<p>— 43.0 % of all entries were by air</p>", 43),
        ("<p>– 5 216 адам келді, бұл көп.</p>", 5216),
        ("<p>Годом ранее\n– 5 216 въездов за квартал.</p>", 5216),
        ("<p>−5 216 persons in all was the balance.</p>", -5216),
        ("<p>Balance: – 5 216 persons.</p>", -5216),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>China</td><td>– 19.2%</td></tr></table>", -19.2),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>China</td><td>– 4 persons</td></tr></table>", -4),
    ],
)
def test_a_dash_apart_that_opens_a_line_of_words_is_no_minus(html: str, value: float) -> None:
    claims = read(open_bytes("report.html", f"<html><body>{html}</body></html>".encode())).claims
    assert [c.value for c in claims if c.sign != "~"] in ([Decimal(str(value))], [])
    assert [abs(c.value) for c in claims] == [abs(Decimal(str(value)))]
