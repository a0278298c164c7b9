"""Sentences of findings: every rule that the code can raise has one, in words that say what to do."""

import re
from pathlib import Path

import mtm
from mtm.kit.messages import sentence, templates
from mtm.model.finding import Finding, Place, Severity

SOURCE = Path(mtm.__file__).parent
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
