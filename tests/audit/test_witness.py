"""A report's numbers beside a matrix: only what repeats a series is compared, and what differs there is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents
from mtm.audit.findings import AuditResult
from mtm.audit.telling.output import to_json, to_text
from mtm.model.observation import TOTAL, Matrix, Observation, Origin
from mtm.model.period import Period

_HEAD = "# Arrivals in the fourth quarter of 2023\n\n"


def _observation(indicator: str, area: str, value: int | str, unit: str = "persons") -> Observation:
    origin = Origin("border", "border/2024-01-20_q4.xlsx", "0" * 64, "Q4", "B5", str(value))
    period = Period(date(2023, 10, 1), date(2023, 12, 31))
    return Observation(
        indicator, period, "TAR", area, (), Decimal(value), unit, "A", 0, date(2024, 1, 20), origin
    )  # fmt: skip


def _matrix() -> Matrix:
    counts = {"UZB": 21430, "KGZ": 15890, "CHN": 6410, "TUR": 4480, TOTAL: 48210}
    money = {"RUS": "236.2", "TUR": "41.7", "DEU": "12.9", TOTAL: "290.8"}
    seen = [_observation("arrivals", area, value) for area, value in counts.items()]
    seen += [_observation("remittances", area, value, "usd_million") for area, value in money.items()]
    return Matrix.known(seen, date(2024, 3, 1))


def _audited(text: str) -> AuditResult:
    return audit_documents([open_bytes("report.md", (_HEAD + text).encode())], None, _matrix())


def _differing(result: AuditResult) -> list[tuple[str, str]]:
    return [(f.printed, f.expected) for f in result.findings if f.rule == "matrix"]


def _table(china: str = "6,410", total: str = "48,210") -> str:
    rows = f"| Uzbekistan | 21,430 |\n| Kyrgyzstan | 15,890 |\n| China | {china} |\n| Türkiye | 4,480 |\n"
    return f"| Country | Arrivals |\n| --- | --- |\n{rows}| Total | {total} |\n"


def test_a_table_that_repeats_the_matrix_is_compared_and_silent() -> None:
    result = _audited(_table())
    assert _differing(result) == []
    assert result.compared == 5


def test_a_number_that_differs_from_the_series_of_its_column_is_named_with_its_cell() -> None:
    result = _audited(_table(china="6,140"))
    assert _differing(result) == [("6,140", "6,410")]
    (finding,) = [f for f in result.findings if f.rule == "matrix"]
    assert 'border/2024-01-20_q4.xlsx, sheet "Q4", B5' in finding.message


def test_the_total_of_a_table_is_compared_as_a_total() -> None:
    assert _differing(_audited(_table(total="48,120"))) == [("48,120", "48,210")]


def test_a_list_in_prose_is_compared_by_country() -> None:
    said = (
        "Of 48,210 arrivals, 21,430 came from Uzbekistan, {} from Kyrgyzstan, 6,410 from China and 4,480 from Türkiye."
    )
    assert _differing(_audited(said.format("15,890") + "\n")) == []
    assert _differing(_audited(said.format("15,980") + "\n")) == [("15,980", "15,890")]


def test_numbers_without_a_country_are_never_compared() -> None:
    said = (
        "In 2023, transfers from Russia came to USD 236.2 million, from Türkiye to USD 41.7 million and from Germany "
    )
    said += "to USD 12.9 million. The sum grew by USD 115.7 million over three years, and 1,204 people were asked.\n"
    assert _differing(_audited(said)) == []


def test_a_count_is_not_compared_with_money() -> None:
    rows = "| Russia | 236 |\n| Türkiye | 42 |\n| Germany | 13 |\n"
    assert _audited(f"| Country | Families |\n| --- | --- |\n{rows}").compared == 0


def test_a_report_on_something_else_says_that_nothing_was_compared() -> None:
    result = _audited("| Country | Hotels |\n| --- | --- |\n| Uzbekistan | 312 |\n| China | 118 |\n| Total | 430 |\n")
    assert result.compared == 0
    assert "nothing was compared with it" in to_text(result)
    assert '"compared_with_matrix": 0' in to_json(result)


def test_without_a_matrix_the_result_says_nothing_about_one() -> None:
    result = audit_documents([open_bytes("report.md", (_HEAD + _table()).encode())])
    assert "matrix" not in to_text(result)
    assert "matrix" not in to_json(result)
