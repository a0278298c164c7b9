"""Sentences of findings: every rule that the code can raise has one, in words that say what to do."""

import re
from pathlib import Path

import pytest

import mtm
from mtm.kit import yaml_text
from mtm.kit.messages import sentence, templates
from mtm.model.finding import Finding, Place, Severity

SOURCE = Path(mtm.__file__).parent
FINDINGS = SOURCE / "locales" / "en" / "findings"
NUMBERS = "count|come|gone|answers|of|minutes|hours|questions|target|limit|missing|cells|small|rows|tried"
BARE = re.compile(rf"\{{(?:{NUMBERS})\}} (?:required |complete |small )?(?:(?!is|has|was)[a-z]+s|are|were|have)\b")
RAISED = re.compile(r"Finding\.make\(\s*\"([a-z_]+)\"")


def test_a_finding_becomes_a_sentence_with_its_place_and_its_remedy():
    finding = Finding.make("inbox_no_date", Severity.WARNING, Place("bank/x.csv"), source="bank")

    told = sentence(finding)

    assert told.message == "bank/x.csv was not read: its name does not begin with the date of receipt."
    assert told.remedy == "Rename it to YYYY-MM-DD_name, with the day it was received."


def test_a_source_is_called_by_its_name_where_one_is_known():
    finding = Finding.make("inbox_unreadable", Severity.WARNING, Place("bank/x.csv"), source="bank", reason="busy")

    assert "busy" in sentence(finding, "en", {"bank": "National Bank"}).message


def test_control_characters_of_a_hostile_file_never_reach_the_console():
    finding = Finding.make("inbox_no_date", Severity.WARNING, Place("bank/\x1b[2J\u202ex.csv"))

    assert "\x1b" not in str(sentence(finding))
    assert "\u202e" not in str(sentence(finding))


def test_every_rule_raised_by_name_in_the_code_has_an_english_sentence():
    raised = {rule for path in SOURCE.rglob("*.py") for rule in RAISED.findall(path.read_text(encoding="utf-8"))}

    assert raised, "the pattern no longer finds where findings are made"
    assert sorted(raised - set(templates("en"))) == []


def test_every_sentence_has_a_message():
    empty = [rule for rule, template in templates("en").items() if not str(template.get("message", "")).strip()]

    assert empty == []


def test_codes_are_called_by_their_names_one_by_one():
    finding = Finding.make(
        "missing_values", Severity.QUESTION, indicator="x_out", period="2023-Q4", rows="KOR, MNG", count=2
    )

    named = sentence(finding, "en", {"x_out": "Departures", "MNG": "Mongolia"})

    said = "Departures, the fourth quarter of 2023: no number yet for KOR, Mongolia (marked as not available)."
    assert named.message == said


def test_a_file_of_the_workspace_is_called_by_the_source_s_id_and_the_agency_by_its_name():
    finding = Finding.make("number_ambiguous", Severity.QUESTION, Place("bank/x.csv"), source="bank")

    told = sentence(finding, "en", {"bank": "National Bank"})

    assert told.remedy == "Ask National Bank, and declare decimal in sources/bank.yml once the sign is known."


@pytest.mark.parametrize(
    ("count", "english"),
    [("1", "1 answer stands"), ("0", "0 answers stand"), ("2", "2 answers stand"), ("21", "21 answers stand")],
)
def test_english_words_agree_with_the_number_before_them(count: str, english: str) -> None:
    finding = Finding.make("survey_outside_logic", Severity.WARNING, Place("e.csv"), count=count, questions="age")

    assert sentence(finding).message.startswith(english)


@pytest.mark.parametrize(
    ("number", "word"),
    [("1", "ответа"), ("21", "ответа"), ("2", "ответов"), ("11", "ответов"), ("0.5", "ответов"), ("many", "ответов")],
)
def test_russian_words_agree_with_the_number_before_them(number: str, word: str) -> None:
    finding = Finding.make("dont_know_rates", Severity.WARNING, interviewer="i1", share="50", of=number, others="3")

    assert f"из {number} {word};" in sentence(finding, "ru").message


def test_a_word_agrees_with_a_parameter_that_may_also_hold_codes() -> None:
    finding = Finding.make("public_file_few", Severity.BLOCKING, rows="1", k="5")

    assert sentence(finding).message.startswith("1 interview is too few")


def test_no_sentence_of_a_survey_puts_a_bare_plural_behind_a_number() -> None:
    told = {
        rule: template["message"]
        for name in ("surveys", "quality", "cleaning", "disclosure")
        for rule, template in yaml_text.load((FINDINGS / f"{name}.yml").read_text(encoding="utf-8")).items()
    }

    assert [(rule, found[0]) for rule, message in told.items() if (found := BARE.search(message))] == []
