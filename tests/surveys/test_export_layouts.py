"""Layouts: whatever an export looks like, the same answers become the same tables."""

from datetime import UTC, date, datetime

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cryptography")

from mtm.surveys.intake.delimited import csv_export
from mtm.surveys.intake.zipped import zip_export
from mtm.surveys.states import State
from surveys.making import (
    csv_file,
    form_of,
    round_in,
    rows,
    rules,
    sheets_export,
    taken,
    zip_file,
)

STARTED = "2026-03-05T23:10:00.000+05:00"
# One interview with two members, in which everything was answered.
ANSWERS = {"age": 31, "works": "yes", "jobs": "farm site", "pay": 12.5, "came": date(2025, 11, 2)}


def plain_columns(row):
    return {name: row[name] for name in ANSWERS}


@pytest.fixture
def here(tmp_path):
    return round_in(tmp_path)


def kobo_with_names(tmp_path):
    head = ["start", "end", "consent", "about/full_name", "about/age", "about/works", "about/jobs", "about/jobs/farm",
            "about/jobs/site", "about/pay", "about/came", "about/spot", "_id", "_uuid", "__version__",
            "_index"]  # fmt: skip
    return csv_export(
        csv_file(tmp_path / "kobo.csv", head,
                 [STARTED, STARTED, "yes", "MARKER", 31, "yes", "farm site", 1, 1, "12.5", "2025-11-02", "43 76", 7,
                  "u1", "1", 1])
    )  # fmt: skip


def kobo_v1_split_columns_only(tmp_path):
    head = ["start", "end", "consent", "about/full_name", "about/age", "about/works", "about/jobs/farm",
            "about/jobs/site", "about/pay", "about/came", "about/spot", "_uuid"]  # fmt: skip
    return csv_export(
        csv_file(tmp_path / "v1.csv", head,
                 [STARTED, "n/a", "yes", "MARKER", "31", "yes", "TRUE", "TRUE", "12.50", "2025-11-02", "n/a",
                  "uuid:u1"])
    )  # fmt: skip


def kobo_with_labels(tmp_path):
    head = ["start", "end", "Do you agree?", "Name", "Age", "Working?", "Which work?", "Which work?/On a farm",
            "Which work?/On a building site", "Pay", "Came on", "Where?", "_uuid"]  # fmt: skip
    return csv_export(
        csv_file(tmp_path / "labels.csv", head,
                 [STARTED, STARTED, "Yes", "MARKER", "31", "Yes", "On a farm On a building site", "1", "1", "12.5",
                  "2025-11-02", "43 76", "u1"])
    )  # fmt: skip


def kobo_in_kazakh_with_groups(tmp_path):
    group = "Өзіңіз туралы/"
    head = ["start", "end", "Келісесіз бе?", f"{group}Аты", f"{group}Жасы", f"{group}Жұмыс істейсіз бе?",
            f"{group}Қандай жұмыс?", f"{group}Еңбекақы", f"{group}Келген күні", f"{group}Қай жерде?",
            "_uuid"]  # fmt: skip
    return csv_export(
        csv_file(tmp_path / "kk.csv", head,
                 [STARTED, STARTED, "Иә", "MARKER", "31", "Иә", "Құрылыста Фермада", "12.5", "2025-11-02", "43 76",
                  "u1"])
    )  # fmt: skip


def kobo_workbook(tmp_path):
    head = ["start", "end", "consent", "full_name", "age", "works", "jobs", "pay", "came", "spot", "_uuid", "_index"]
    return sheets_export(
        Workers=[head, [STARTED, STARTED, "yes", "MARKER", 31, "yes", "farm site", "12.5", date(2025, 11, 2), "43 76",
                        "u1", 1]],
        member=[["m_age", "m_works", "_index", "_parent_table_name", "_parent_index"],
                [40, "no", 1, "Workers", 1], [9, "", 2, "Workers", 1]],
    )  # fmt: skip


def odk_zip(tmp_path):
    head = ["SubmissionDate", "start", "end", "consent", "about-full_name", "about-age", "about-works", "about-jobs",
            "about-pay", "about-came", "about-spot-Latitude", "meta-instanceID", "KEY", "SubmitterName",
            "FormVersion"]  # fmt: skip
    path = zip_file(
        tmp_path / "odk.zip",
        **{
            "workers": [head, [STARTED, STARTED, STARTED, "yes", "MARKER", "31", "yes", "farm site", "12.5",
                               "2025-11-02", "43.2", "uuid:u1", "uuid:u1", "ann", "1"]],
            "workers-member": [["m_age", "m_works", "PARENT_KEY", "KEY"],
                               ["40", "no", "uuid:u1", "uuid:u1/member[1]"], ["9", "", "uuid:u1", "uuid:u1/member[2]"]],
        },
    )  # fmt: skip
    return zip_export(path)


LAYOUTS = [
    kobo_with_names,
    kobo_v1_split_columns_only,
    kobo_with_labels,
    kobo_in_kazakh_with_groups,
    kobo_workbook,
    odk_zip,
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda made: made.__name__)
def test_every_layout_gives_the_same_answers(layout, here, tmp_path):
    _, round_ = taken(here, layout(tmp_path))

    [row] = rows(round_)
    assert plain_columns(row) == ANSWERS
    assert (row["jobs/farm"], row["jobs/site"]) == (True, True)
    assert (row["_id"], row["_outcome"], row["_date"]) == ("u1", "complete", date(2026, 3, 5))
    assert row["_started"] == datetime(2026, 3, 5, 18, 10, tzinfo=UTC)
    assert "full_name" not in row
    assert row["full_name?"] == State.STRIPPED


@pytest.mark.parametrize("layout", [kobo_workbook, odk_zip], ids=lambda made: made.__name__)
def test_a_repeat_becomes_a_table_of_its_own_with_its_parent(layout, here, tmp_path):
    _, round_ = taken(here, layout(tmp_path))

    assert rows(round_, "member") == [
        {"_id": "u1/member[1]", "_parent": "u1", "_index": 1, "m_age": 40, "m_age?": 0, "m_works": "no", "m_works?": 0},
        {"_id": "u1/member[2]", "_parent": "u1", "_index": 2, "m_age": 9, "m_age?": 0, "m_works": None, "m_works?": 1},
    ]


def test_a_repeat_spread_over_columns_becomes_a_table_too(here, tmp_path):
    head = ["consent", "about/works", "_uuid", "member[1]/m_age", "member[1]/m_works", "member[2]/m_age"]
    export = csv_export(csv_file(tmp_path / "v1.csv", head, ["yes", "yes", "a", 40, "no", 9],
                                 ["yes", "yes", "b", "n/a", "n/a", "n/a"], ["yes", "yes", "c", 7, "", ""],
                                 ["broken"]))  # fmt: skip

    found, round_ = taken(here, export)

    assert [(row["_id"], row["m_age"], row["m_works"]) for row in rows(round_, "member")] == [
        ("a/member[1]", 40, "no"), ("c/member[1]", 7, None), ("a/member[2]", 9, None)]  # fmt: skip
    assert not {"survey_columns_unknown", "survey_repeat_missing"} & set(rules(found.findings))
    [aside] = [f for f in found.findings if f.rule == "survey_rows_aside"]
    assert dict(aside.params)["count"] == "1"  # the file is read twice, the broken row counts once


def test_the_second_of_two_rows_with_one_id_is_left_out_with_its_repeats(here):
    export = sheets_export(
        w=[["consent", "age", "works", "_uuid", "_index"], ["yes", 30, "yes", "u1", 1], ["yes", 31, "yes", "u1", 2]],
        member=[["m_age", "_parent_index"], [40, 1], [41, 2]],
    )
    found, round_ = taken(here, export)

    assert [row["age"] for row in rows(round_)] == [30]
    assert [row["m_age"] for row in rows(round_, "member")] == [40]
    assert "survey_same_id" in rules(found.findings)


def test_a_row_of_a_repeat_without_its_interview_is_counted_and_left_out(here):
    export = sheets_export(
        w=[["consent", "age", "works", "_uuid", "_index"], ["yes", 30, "yes", "u1", 1]],
        member=[["m_age", "_parent_index"], [40, 1], [41, 99]],
    )
    found, round_ = taken(here, export)

    assert [row["m_age"] for row in rows(round_, "member")] == [40]
    assert "survey_orphans" in rules(found.findings)


NESTED = [
    ["type", "name", "label", "relevant"],
    ["text", "place", "Place"],
    ["begin repeat", "house", "House"],
    ["integer", "floors", "Floors"],
    ["begin repeat", "flat", "Flat"],
    ["integer", "rooms", "Rooms"],
    ["select_one yn", "garden", "Garden?", "${rooms} > 2 and ${floors} = 1 and ${place} = 'y'"],
    ["end repeat", ""],
    ["end repeat", ""],
]


def nested_workbook(_):
    return sheets_export(
        survey=[["place", "_uuid", "_index"], ["x", "a", 1], ["y", "b", 2]],
        house=[["floors", "_index", "_parent_index"], [1, 1, 2], [3, 2, 1]],
        flat=[
            ["rooms", "garden", "_index", "_parent_index"],
            [4, "yes", 1, 1],
            [5, "", 2, 2],
            [7, "", 3, 1],
            [1, "", 4, 1],
        ],
    )


def nested_zip(tmp_path):
    return zip_export(
        zip_file(
            tmp_path / "n.zip",
            **{
                "n": [["place", "KEY"], ["x", "uuid:a"], ["y", "uuid:b"]],
                "n-house": [["floors", "PARENT_KEY", "KEY"], [1, "uuid:b", "uuid:b/house[1]"],
                            [3, "uuid:a", "uuid:a/house[1]"]],
                "n-flat": [["rooms", "garden", "PARENT_KEY", "KEY"], [4, "yes", "uuid:b/house[1]", "k1"],
                           [5, "", "uuid:a/house[1]", "k2"], [7, "", "uuid:b/house[1]", "k3"],
                           [1, "", "uuid:b/house[1]", "k4"]],
            },
        )
    )  # fmt: skip


@pytest.mark.parametrize("layout", [nested_workbook, nested_zip], ids=lambda made: made.__name__)
def test_a_repeat_inside_a_repeat_finds_the_row_it_belongs_to(here, tmp_path, layout):
    _, round_ = taken(here, layout(tmp_path), form_of(NESTED))

    assert [(row["_id"], row["_parent"], row["floors"]) for row in rows(round_, "house")] == [
        ("b/house[1]", "b", 1), ("a/house[1]", "a", 3)]  # fmt: skip
    assert [(row["_id"], row["_parent"], row["rooms"], row["garden?"]) for row in rows(round_, "flat")] == [
        ("b/house[1]/flat[1]", "b/house[1]", 4, State.ANSWERED),
        ("a/house[1]/flat[1]", "a/house[1]", 5, State.SKIPPED),  # a house of three floors
        ("b/house[1]/flat[2]", "b/house[1]", 7, State.BLANK),
        ("b/house[1]/flat[3]", "b/house[1]", 1, State.SKIPPED),
    ]


def test_numbers_that_a_spreadsheet_gave_decimals_and_columns_that_hold_the_choice_itself(here):
    survey = [["type", "name", "label"], ["select_one n", "many", "How many?"], ["select_multiple w", "who", "Who?"]]
    choices = [["list_name", "name", "label"], ["n", "1", "One"], ["n", "2", "Two"], ["w", "no", "Nobody"],
               ["w", "me", "Me"]]  # fmt: skip
    export = sheets_export(w=[["many", "who/no", "who/me", "_uuid"], ["2.0", "no", "", "a"], ["1", "", "me", "b"],
                              ["1", "0", "1", "c"]])  # fmt: skip

    _, round_ = taken(here, export, form_of(survey, choices))

    assert [(row["many"], row["who"]) for row in rows(round_)] == [("2", "no"), ("1", "me"), ("1", "me")]


def test_the_order_of_a_rank_is_kept_as_it_was_written(tmp_path):
    form = form_of([["type", "name", "label"], ["rank job", "best", "Which first?"]])

    _, round_ = taken(round_in(tmp_path), sheets_export(w=[["best", "_uuid"], ["site farm", "a"]]), form)

    assert rows(round_)[0]["best"] == "site farm"


def test_a_row_of_hxl_tags_below_the_headers_is_no_interview(here, tmp_path):
    table = [["consent", "age", "_uuid"], ["#meta+consent", "#indicator +age", ""], ["yes", "30", "u1"]]

    for name, export in (("csv", csv_export(csv_file(tmp_path / "e.csv", *table))), ("xlsx", sheets_export(w=table))):
        _, round_ = taken(round_in(tmp_path / name), export)
        assert [(row["_id"], row["age"]) for row in rows(round_)] == [("u1", 30)]


def test_two_questions_of_one_name_in_two_groups_keep_their_answers_apart(here, tmp_path):
    survey = [["type", "name", "label"], ["begin group", "here", "Here"], ["integer", "rooms", "Rooms"],
              ["end group", ""], ["begin group", "home", "Home"], ["integer", "rooms", "Rooms"],
              ["end group", ""]]  # fmt: skip
    form = form_of(survey)
    for mark in "/-":
        head = [f"here{mark}rooms", f"home{mark}rooms", "_uuid"]
        export = csv_export(csv_file(tmp_path / "e.csv", head, [1, 2, "u1"]))

        _, round_ = taken(round_in(tmp_path / f"w{ord(mark)}"), export, form)

        assert [(row["rooms"], row["home.rooms"]) for row in rows(round_)] == [(1, 2)]
