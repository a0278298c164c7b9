"""What a person should look at though no number is wrong, and what is left alone."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

QUARTER = {
    "en": "# Border review, October–December 2023",
    "ru": "# Обзор за IV квартал 2023 года",
    "kk": "# 2023 жылғы IV тоқсан: шолу",
}


def _noticed(text: str) -> list[tuple[str, list[str]]]:
    result = audit_documents([open_bytes("report.md", text.encode())])
    assert result.wrong == ()
    return [(f.rule, [p.text for p in f.places]) for f in result.findings]


@pytest.mark.parametrize(
    ("language", "told", "date"),
    [
        ("en", "As of 1 September 2023, 16,026 persons had the status.", "1 September 2023"),
        ("ru", "По состоянию на 1 сентября 2023 года статус имели 16 026 человек.", "1 сентября 2023"),
        ("kk", "2023 жылғы 1 қыркүйектегі жағдай бойынша мәртебені 16 026 адам алды.", "2023 жылғы 1 қыркүйектегі"),
    ],
)
def test_a_stock_of_a_date_before_the_period_is_noticed(language: str, told: str, date: str) -> None:
    assert _noticed(f"{QUARTER[language]}\n\n{told}\n") == [("stale_date", [date])]


@pytest.mark.parametrize(
    "told",
    [
        "As of 31 December 2023, 16,026 persons had the status.",  # the end of the period
        "As of 30 September 2023, 16,026 persons had the status.",  # the day before it: its opening
        "As of 31 December 2023, 16,026 persons had it, compared with 15,410 as of 1 September 2023.",
        "As of 1 January 2021, 16,026 persons had the status.",  # a census, known to be old
    ],
)
def test_dates_of_the_period_its_opening_and_comparisons_are_left_alone(told: str) -> None:
    assert _noticed(f"{QUARTER['en']}\n\n{told}\n") == []


def test_one_comma_among_points_is_noticed_in_the_table_that_holds_it() -> None:
    rows = "".join(f"| {name} | {share}% |\n" for name, share in zip("ABCDEFGHI", _SHARES, strict=True))
    table = f"| District | Change |\n|---|---|\n{rows}"
    assert _noticed(table.replace("12.3%", "12,3%")) == [("decimal_marks", ["12,3%"])]
    assert _noticed(table) == []


_SHARES = ("12.3", "4.1", "-5.2", "7.7", "1.9", "-3.3", "8.4", "2.6", "6.8")


def test_a_quoted_number_keeps_the_mark_of_its_source() -> None:
    shares = " ".join(f"In district {n} the share was {n + 10}.{n}%." for n in range(1, 10))
    assert _noticed(f"{shares} The cell says “12,3%”.\n") == []


def test_numbers_of_chapters_have_no_decimal_mark() -> None:
    shares = " ".join(f"В районе {n} доля составила {n + 10},{n} %." for n in range(1, 10))
    assert _noticed(f"4.1 Определения приведены в приложении. {shares}\n") == []


@pytest.mark.parametrize(
    ("one", "two", "noticed"),
    [
        ("(22.2%)", "(-19.2%)", [("lost_sign", ["22.2%"])]),
        ("(-22.2%)", "(-19.2%)", []),
        ("(22.2%)", "(19.2%)", []),  # here no change has its sign: a style
    ],
)
def test_a_sign_that_one_of_two_changes_lost_is_noticed(one: str, two: str, noticed: list[object]) -> None:
    text = (
        f"Fewer transfers were made to Kyrgyzstan {one} and to the Russian Federation {two}.\n\n"
        "Transfers to Kyrgyzstan changed by -22.2% and those to the Russian Federation by -19.2%.\n"
    )
    assert _noticed(text) == noticed


def test_sources_later_than_the_imprint_are_noticed_once() -> None:
    text = (
        f"{QUARTER['en']}\n\n© Office of Migration 2023\n\nArrivals numbered 12,410.[^1] Departures: 11,720.[^2]"
        "\n\n[^1]: Border Service, {0}\n\n[^2]: Border Service, {0}\n"
    )
    assert _noticed(text.replace("{0}", "2024")) == [("imprint", ["2023", "2024", "2024"])]
    assert _noticed(text.replace("{0}", "2023")) == []


def test_an_imprint_of_the_last_month_of_the_period_is_noticed() -> None:
    text = (
        f"{QUARTER['en']}\n\nArrivals numbered 12,410.\n\nOffice of Migration, {{}}. Review, October–December 2023.\n"
    )
    assert _noticed(text.format("December 2023")) == [("imprint", ["December 2023"])]
    assert _noticed(text.format("February 2024")) == []


@pytest.mark.parametrize("told", ["", "In 2023, "])
def test_a_key_finding_without_the_period_of_its_number_is_noticed(told: str) -> None:
    """In the key findings of a quarter +9,174 reads as the quarter's; it is the year's: 21,584 - 12,410 = 9,174."""
    text = (
        f"{QUARTER['en']}\n\n## Key findings\n\n{told or 'The '}balance of permits is +9,174.\n\n## Permits\n\n"
        "In 2023, 21,584 persons received permits and 12,410 gave them up. The balance is positive (+9,174).\n"
    )
    assert _noticed(text) == ([] if told else [("period_left_out", ["+9,174"])])


def test_a_change_of_nine_months_told_of_the_year_is_noticed() -> None:
    """(13.4 - 12.0) / 12.0 = 11.7 per cent, in January to September; the sentence says 2023."""
    text = (
        f"{QUARTER['en']}\n\n## Transfers\n\nIn January–September 2023 transfers from Türkiye rose by 11.7%, from USD"
        " 12.0 million to USD 13.4 million.\n\n## Outlook\n\n{} transfers from Türkiye rose by 11.7%.\n"
    )
    assert _noticed(text.format("In 2023")) == [("period_left_out", ["11.7%"])]
    assert _noticed(text.format("In January–September 2023")) == []


def test_months_without_their_year_are_no_part_of_a_year() -> None:
    text = (
        f"{QUARTER['en']}\n\n## Transfers\n\nFrom January to September transfers from Türkiye rose by 11.7%, from USD"
        " 12.0 million to USD 13.4 million.\n\n## Outlook\n\nIn 2023 transfers from Türkiye rose by 11.7%.\n"
    )
    assert _noticed(text) == []
