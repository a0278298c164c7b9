"""A mean is held against the total and the count, or the days, that it is the mean of."""

from __future__ import annotations

import pytest

from mtm.audit import AuditResult
from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents
from mtm.audit.language.spans import days, months

# 84,630 / 30 = 2,821; 84,630 / 31 = 2,730
DAILY = [
    ("In June 2024 the ferries carried 84,630 passengers. On average {} people crossed every day.", "2,821", "2,730"),
    (
        "За июнь 2024 года паромы перевезли 84 630 пассажиров. В среднем в сутки – {} человек.",
        "2 821",
        "2 730",
    ),
    ("2024 жылғы маусымда паромдар 84 630 жолаушы тасыды. Тәулігіне орта есеппен {} адам өтті.", "2 821", "2 730"),
]
# 23.4 million / 312 = 75,000
EACH = [
    ("Inspectors imposed 312 fines. The fines add up to {} dollars, on average 75,000 dollars.", "23.4 million"),
    ("Наложено 312 штрафов. Сумма штрафов – {} сомов, в среднем 75 000 сомов на один штраф.", "23,4 млн"),
    ("Барлығы 312 айыппұл салынды. Айыппұл сомасы {} теңге, орта есеппен 75 000 теңгеден.", "23,4 млн"),
]


def _audited(text: str) -> AuditResult:
    return audit_documents([open_bytes("report.md", text.encode())])


@pytest.mark.parametrize(("text", "right", "wrong"), DAILY)
def test_a_daily_mean_is_the_total_by_the_days_of_its_month_and_of_no_other(text: str, right: str, wrong: str) -> None:
    assert not _audited(text.format(right)).wrong
    (finding,) = _audited(text.format(wrong)).wrong
    assert (finding.rule, finding.places[0].text) == ("mean_of_total", wrong)


@pytest.mark.parametrize(("text", "right"), EACH)
def test_a_total_in_the_scale_of_thousands_does_not_make_the_mean(text: str, right: str) -> None:
    assert not _audited(text.format(right)).wrong
    thousands = right.replace("million", "thousand").replace("млн", "тыс." if "сомов" in text else "мың")
    (finding,) = _audited(text.format(thousands)).wrong
    assert {"312", right.split()[0]} < {p.text for p in (*finding.places, *finding.operands)}


def test_a_mean_of_a_group_that_is_not_counted_is_left_alone() -> None:
    text = "Inspectors imposed 312 fines, 23.4 million dollars in all; on average drivers paid 41,300 dollars."
    assert not _audited(text).wrong


def test_a_period_without_a_year_has_every_number_of_days_that_it_may_have() -> None:
    assert days("2024-M02-02") == (29,)
    assert days("?-M02-02") == (28, 29)
    assert days("?-Q1") == (90, 91)
    assert days("2023") == (365,)
    assert days("<") == days("") == days("?") == days("2024-02-01") == ()
    assert (months("2023-M01-09"), months("2023-H1"), months("2023-M05-05")) == ((9,), (6,), ())
