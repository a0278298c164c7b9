"""Open questions that the team keeps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checking import CheckContext, context, findings

from matrix_samples import row
from mtm.model.reference import Question

NINE = "2023-01-01/2023-09-30"
ASKED = Question(
    id="remittances-russia",
    source="agency",
    indicator="money",
    period=NINE,
    area="RUS",
    raw="55.8",
    low=Decimal("65.53"),
    high=Decimal("65.80"),
    text=(("en", "The share and the change published with it fit 65.8."),),
    place="questions.yml, line 4",
)


def asking(raw: str, question: Question = ASKED) -> CheckContext:
    return context(row("money", NINE, raw, "RUS", unit="usd_million"), questions=(question,))


PASSES = asking("55.8", replace(ASKED, open=False))
FAILS = asking("55.8")


def test_a_question_is_shown_with_its_cell_and_its_sentence() -> None:
    (finding,) = findings("known_question", FAILS)

    assert (finding.rule, finding.severity, finding.source) == ("known_question", "question", "agency")
    assert (finding.param("question"), finding.param("low"), finding.param("high")) == (
        "remittances-russia",
        "65.53",
        "65.8",
    )
    assert [p.value for p in finding.places] == ["55.8"]


def test_another_value_in_its_cell_may_settle_it() -> None:
    (finding,) = findings("known_question", asking("65.8"))

    assert (finding.rule, finding.severity) == ("known_question_settled", "note")
    assert (finding.param("raw"), finding.param("now")) == ("55.8", "65.8")


def test_the_decimal_sign_of_the_file_does_not_matter_to_the_guard() -> None:
    as_delivered = row("money", NINE, "55.8", "RUS", unit="usd_million")
    with_comma = replace(as_delivered, origin=replace(as_delivered.origin, raw="55,8"))

    assert [f.rule for f in findings("known_question", context(with_comma, questions=(ASKED,)))] == ["known_question"]


def test_a_question_about_another_period_is_not_shown() -> None:
    assert findings("known_question", asking("55.8", replace(ASKED, period="2021"))) == []


def test_a_question_about_a_whole_indicator_needs_no_guard() -> None:
    general = Question("flow-or-stock", "agency", "money", text=(("ru", "Поток или запас?"),))
    (finding,) = findings("known_question", asking("55.8", general))

    assert finding.param("text") == "Поток или запас?"
