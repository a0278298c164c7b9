"""Decisions that people took are replayed on the raw answers, and every difference has its decision."""

import json
from itertools import permutations

import pytest

pytest.importorskip("pyarrow")

from hypothesis import given, settings
from hypothesis import strategies as st

from mtm.kit.messages import sentence, templates
from mtm.model.errors import MtmError
from mtm.surveys.cleaning.auditing import audited, differences
from mtm.surveys.cleaning.cleaned import clean_round, hashes
from mtm.surveys.cleaning.decisions import Decision, to_csv
from mtm.surveys.cleaning.printed import Printer
from mtm.surveys.cleaning.replay import replayed
from mtm.surveys.cleaning.taking import Known, taken
from mtm.surveys.plan import Plan
from mtm.surveys.rounds import load_round
from mtm.workspace.one_writer import only_writer
from surveys.cleaning.a_survey import FORM, a_log, a_survey, line, tables

PLAN = Plan()
RAW = tables()
KNOWN = Known(Printer(FORM, RAW), PLAN)


def decided(*lines):
    return taken(a_log(*lines), "cleaning.xlsx", KNOWN)


def cleaned(*decisions):
    return replayed(RAW, FORM, PLAN, decisions)


def rules(found):
    return [finding.rule for finding in found.findings]


def cell(found, row, column, table="interviews"):
    return found[table][column].to_pylist()[int(row[1:])]


# --- replay ---


def test_a_changed_number_is_the_new_one_and_all_others_stay():
    found = cleaned(Decision("interviews", "i3", "wage", "change", "999"))

    assert found["interviews"]["wage"].to_pylist() == [1000, 1100, 1200, 999, 1300, 1200, 1100, None]
    assert list(differences(RAW, found, FORM)) == [("interviews", "i3", "wage")]


def test_a_blanked_answer_has_no_value_and_the_state_blank():
    found = cleaned(Decision("interviews", "i3", "wage", "blank"))

    assert (cell(found, "i3", "wage"), cell(found, "i3", "wage?")) == (None, 4)


def test_a_changed_select_multiple_changes_its_columns_by_choice():
    found = cleaned(Decision("interviews", "i0", "needs", "change", "food home"))

    assert cell(found, "i0", "needs") == "food home"
    assert [cell(found, "i0", f"needs/{c}") for c in ("food", "job", "home")] == [True, False, True]
    assert list(differences(RAW, found, FORM)) == [("interviews", "i0", "needs")]


def test_an_answer_can_become_dont_know_and_a_refusal_an_answer():
    found = cleaned(
        Decision("interviews", "i0", "works", "change", "dont_know"),
        Decision("interviews", "i7", "needs", "change", "job"),
    )

    assert (cell(found, "i0", "works"), cell(found, "i0", "works?")) == (None, 2)
    assert (cell(found, "i7", "needs"), cell(found, "i7", "needs?"), cell(found, "i7", "needs/job")) == ("job", 0, True)


def test_dates_and_decimals_are_stored_as_such():
    found = cleaned(
        Decision("interviews", "i0", "came", "change", "2025-12-31"),
        Decision("interviews", "i1", "share", "change", "0.75"),
    )

    assert cell(found, "i0", "came").isoformat() == "2025-12-31"
    assert cell(found, "i1", "share") == 0.75


def test_a_removed_interview_takes_its_members_along():
    found = cleaned(Decision("interviews", "i0", "", "remove"))

    assert found["interviews"]["_id"].to_pylist() == [f"i{n}" for n in range(1, 8)]
    assert found["member"]["_id"].to_pylist() == ["m2", "m3"]
    assert list(differences(RAW, found, FORM)) == [("interviews", "i0", "")]


def test_a_member_can_be_changed_or_removed_alone():
    found = cleaned(Decision("member", "m3", "years", "change", "20"), Decision("member", "m1", "", "remove"))

    assert found["member"]["years"].to_pylist() == [30, 61, 20]
    assert found["interviews"].equals(RAW["interviews"])


def test_columns_keep_their_types():
    found = cleaned(
        Decision("interviews", "i0", "needs", "change", "home"),
        Decision("interviews", "i0", "came", "change", "2025-01-01"),
    )

    assert found["interviews"].schema == RAW["interviews"].schema


SOME = [
    Decision("interviews", "i3", "wage", "change", "999"),
    Decision("interviews", "i2", "needs", "change", "home"),
    Decision("interviews", "i1", "", "remove"),
    Decision("interviews", "i4", "sex", "blank"),
    Decision("member", "m3", "years", "blank"),
    Decision("interviews", "i5", "wage", "keep"),
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(SOME), st.integers(0, len(SOME)))
def test_the_order_does_not_matter_and_a_second_replay_changes_nothing(order, count):
    once = cleaned(*order[:count])

    assert all(once[name].equals(cleaned(*sorted(order[:count]))[name]) for name in once)
    assert all(once[name].equals(replayed(once, FORM, PLAN, order[:count])[name]) for name in once)
    assert audited(RAW, once, FORM, order[:count], "r") == ()


# --- audit ---


def test_a_difference_without_a_decision_is_found():
    found = cleaned(SOME[0])

    [finding] = audited(RAW, found, FORM, [], "r")

    assert (finding.rule, finding.severity, finding.param("row")) == ("cleaning_unexplained", "blocking", "i3")


def test_a_decision_that_was_not_carried_out_is_found():
    assert {f.rule for f in audited(RAW, RAW, FORM, SOME, "r")} == {"cleaning_not_carried_out"}


def test_two_decisions_about_one_answer_explain_nothing():
    both = [SOME[0], Decision("interviews", "i3", "wage", "change", "999", check="again")]

    assert [f.rule for f in audited(RAW, cleaned(SOME[0]), FORM, both, "r")] == ["cleaning_unexplained"]


def test_another_value_than_the_one_decided_is_found():
    found = cleaned(Decision("interviews", "i3", "wage", "change", "998"))

    assert {f.rule for f in audited(RAW, found, FORM, SOME[:1], "r")} == {
        "cleaning_unexplained",
        "cleaning_not_carried_out",
    }


def test_a_row_that_nobody_interviewed_is_found():
    import pyarrow as pa

    more = {
        "interviews": pa.concat_tables([RAW["interviews"], RAW["interviews"].slice(0, 1)]).unify_dictionaries(),
        "member": RAW["member"],
    }

    assert [f.rule for f in audited(RAW, more, FORM, [], "r")] == ["cleaning_unexplained"]


# --- taking ---


def test_a_line_becomes_a_decision_with_its_reason_and_name():
    found = decided(line("i3", "change", "wage", "999", "99999", check="outliers", when="2026-03-21"))

    assert found.findings == ()
    assert found.decisions == (
        Decision(
            "interviews", "i3", "wage", "change", "999", "99999", "outliers", "asked again", "Aigerim", "2026-03-21"
        ),
    )


@pytest.mark.parametrize(
    ("question", "written", "raw", "value"),
    [
        ("came", "31.12.2025", "[blank]", "2025-12-31"),
        ("share", "0,75", "1.5", "0.75"),
        ("wage", "1 200", "99999", "1200"),
    ],
)
def test_a_new_value_in_another_locale_is_stored_as_the_form_knows_it(question, written, raw, value):
    found = decided(line("i3", "change", question, written, raw))

    assert rules(found) == []
    assert [made.value for made in found.decisions] == [value]


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (line("i99", "remove"), "cleaning_unknown_row"),
        (line("i3", "blank", "wages", raw="99999"), "cleaning_unknown_question"),
        (line("i3", "blank", "name", raw="[in the vault]"), "cleaning_unknown_question"),
        (line("i3", "blank", "_site", raw="A"), "cleaning_unknown_question"),
        (line("i3", "blank", "years", raw="200"), "cleaning_unknown_question"),
        (line("i3", "blank", "wage", raw="9999"), "cleaning_raw_changed"),
        (line("i3", "delete", "wage", raw="99999"), "cleaning_unknown_decision"),
        (line("i3", "blank", "wage", raw="99999", reason=""), "cleaning_no_reason"),
        (line("i3", "remove", who=""), "cleaning_no_reason"),
        (line("i3", "blank"), "cleaning_needs_question"),
        (line("i3", "change", "wage", "a lot", "99999"), "cleaning_bad_value"),
        (line("i3", "change", "wage", "", "99999"), "cleaning_bad_value"),
        (line("i3", "change", "sex", "x", "m"), "cleaning_bad_value"),
        (line("i3", "change", "needs", "home away", "home"), "cleaning_bad_value"),
        (line("i3", "change", "came", "31/12/2025", "[blank]"), "cleaning_bad_value"),
        (line("i3", "change", "wage", "!formula without a stored result", "99999"), "cleaning_cell"),
        (line("i3", "change", "wage", "=1+1", "99999"), "cleaning_bad_value"),
    ],
)
def test_a_line_that_cannot_count_is_a_finding_and_no_decision(told, rule):
    found = decided(told)

    assert found.decisions == ()
    assert rules(found) == [rule]
    assert found.findings[0].places[0].cell == "row 2"


def test_to_keep_needs_no_reason():
    assert rules(decided(line("i3", "keep", "wage", raw="99999", reason="", who=""))) == []


def test_a_choice_may_be_given_by_its_label_and_is_stored_by_its_name():
    assert decided(line("i3", "change", "sex", "F", "m")).decisions[0].value == "f"


def test_a_line_without_a_decision_is_open():
    found = decided(line("i3", "", "wage", raw="99999"))

    assert (found.decisions, found.open, rules(found)) == ((), 1, ["cleaning_open"])


@pytest.mark.parametrize(
    "lines",
    list(
        permutations(
            [
                line("i3", "change", "wage", "999", "99999"),
                line("i3", "blank", "wage", raw="99999"),
                line("i2", "change", "sex", "m", "f"),
            ]
        )
    ),
)
def test_decisions_that_contradict_each_other_are_all_refused_in_any_order(lines):
    found = decided(*lines)

    assert [d.place for d in found.decisions] == [("interviews", "i2", "sex")]
    assert rules(found) == ["cleaning_conflict"]


def test_the_same_decision_from_two_checks_is_one():
    told = line("i3", "blank", "wage", raw="99999")

    assert len(decided(told | {"check": "outliers"}, told | {"check": "skip_violations"}).decisions) == 1


def test_to_remove_an_interview_on_the_line_of_one_of_its_answers_removes_it_whole():
    found = decided(line("i3", "remove", "wage", raw="99999"))

    assert [d.place for d in found.decisions] == [("interviews", "i3", "")]
    assert audited(RAW, cleaned(*found.decisions), FORM, found.decisions, "r") == ()


def test_to_keep_and_to_remove_one_interview_is_a_contradiction():
    assert rules(decided(line("i3", "keep", check="near_duplicates"), line("i3", "remove"))) == ["cleaning_conflict"]


def test_a_change_in_a_removed_interview_has_no_effect_and_is_told():
    found = decided(line("i3", "remove"), line("i3", "blank", "wage", raw="99999"))

    assert [d.decision for d in found.decisions] == ["remove"]
    assert rules(found) == ["cleaning_without_effect"]


def test_a_workbook_without_the_log_or_its_columns_blocks():
    assert rules(taken(a_log(sheet="Sheet1"), "x.xlsx", KNOWN)) == ["cleaning_no_log"]
    assert rules(taken(a_log(heads=("row", "value")), "x.xlsx", KNOWN)) == ["cleaning_no_column"]


def test_texts_that_a_spreadsheet_would_run_are_disarmed_in_the_csv():
    text = to_csv([Decision("interviews", "i0", "wage", "change", "-5", reason='=HYPERLINK("http://x")', who="+1")])

    assert "'=HYPERLINK" in text
    assert ",-5," in text


# --- on disk ---


def test_a_round_is_cleaned_and_its_raw_files_stay_byte_for_byte(tmp_path):
    round_ = a_survey(tmp_path)
    before = hashes(round_.folder / "raw")

    done = clean_round(round_, a_log(line("i3", "change", "wage", "999", "99999"), line("i1", "remove")), "c.xlsx")

    assert hashes(round_.folder / "raw") == before
    assert done.rows == {"interviews": 7, "member": 3}
    clean = load_round(tmp_path, "workers/2026-1", clean=True)
    assert clean.stage == "clean"
    assert clean.table(columns=["wage"])["wage"].to_pylist() == [1000, 1200, 999, 1300, 1200, 1100, None]
    account = json.loads((round_.folder / "clean" / "cleaning.json").read_text(encoding="utf-8"))
    assert account["raw"] == before
    assert {k: v for k, v in account["decisions"].items() if k != "sha256"} == {
        "keep": 0,
        "change": 1,
        "blank": 0,
        "remove": 1,
    }


def test_cleaning_twice_gives_the_same_bytes_and_another_log_starts_from_the_raw_answers(tmp_path):
    round_ = a_survey(tmp_path)
    log = a_log(line("i3", "change", "wage", "999", "99999"))

    clean_round(round_, log, "c.xlsx")
    first = hashes(round_.folder / "clean")
    clean_round(round_, log, "c.xlsx")
    assert hashes(round_.folder / "clean") == first

    clean_round(round_, a_log(line("i2", "remove")), "c.xlsx")
    assert 99999 in load_round(tmp_path, "2026-1", clean=True).table()["wage"].to_pylist()


def test_what_a_decision_leaves_behind_is_told(tmp_path):
    # i0 no longer works, but its wage stays; and the dollars were calculated from the old wage of i3.
    log = a_log(line("i0", "change", "works", "no", "yes"), line("i3", "change", "wage", "999", "99999"))

    done = clean_round(a_survey(tmp_path), log, "c.xlsx")

    assert [(f.rule, f.param("question")) for f in done.findings] == [
        ("skip_violations", "wage"),
        ("cleaning_not_recomputed", "wage_usd"),
    ]


def test_a_workbook_that_blocks_writes_nothing(tmp_path):
    round_ = a_survey(tmp_path)

    assert clean_round(round_, a_log(sheet="x"), "c.xlsx").blocked
    assert not (round_.folder / "clean").exists()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_finding_of_cleaning_has_a_message_and_a_remedy(language):
    english = {rule for rule in templates("en") if rule.startswith("cleaning_")}

    assert len(english) >= 15
    for rule in english:
        assert set(templates(language)[rule]) == {"message", "remedy"}
    for finding in decided(line("i99", "remove"), line("i3", "change", "wage", "x", "99999"), line("i3", "")).findings:
        assert "{" not in str(sentence(finding, language))


def test_a_cleaning_beside_an_intake_of_its_round_is_refused(tmp_path):
    round_ = a_survey(tmp_path)
    with only_writer(round_.folder), pytest.raises(MtmError, match="Another intake or cleaning of this round"):
        clean_round(round_, a_log(line("i2", "remove")), "c.xlsx")
    assert not (round_.folder / "clean").exists()
