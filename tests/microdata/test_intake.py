"""Partner extracts become a dataset: every row is taken in or set aside with its reason, never lost, never twice."""

from __future__ import annotations

import csv
import hashlib
import hmac
from datetime import date
from pathlib import Path

import pytest
from border_intake import HEADER, MAPPING, REST, SECRET, Desk, lines, records
from border_world import rows

from mtm.kit.messages import templates
from mtm.microdata.extracts import ExtractError
from mtm.microdata.intake import intake
from mtm.microdata.pseudonym import KeyFileError
from mtm.microdata.validation import FLAGS, REASONS
from mtm.microdata.workbench import workbench
from mtm.model.errors import MtmError, WorkspaceError
from mtm.model.finding import Severity
from mtm.workspace.one_writer import only_writer

GOOD = f"P1,2023-10-05 12:00:00,IN,{REST}"

# One line for each reason for which a row is set aside.
BAD = {
    "person_missing": f",2023-10-05 12:00:00,IN,{REST}",
    "time_missing": f"P2,,IN,{REST}",
    "time_unreadable": f"P2,2023-02-30 12:00:00,IN,{REST}",
    "time_too_early": f"P2,1899-10-05 12:00:00,IN,{REST}",
    "time_after_receipt": f"P2,2025-01-11 00:00:00,IN,{REST}",
    "direction_unknown": f"P2,2023-10-05 12:00:00,THROUGH,{REST}",
    "citizenship_unknown": "P2,2023-10-05 12:00:00,IN,North,ROAD,ATLANTIS,M,1990,WORK,PASSPORT",
    "transport_unknown": "P2,2023-10-05 12:00:00,IN,North,CAMEL,UZB,M,1990,WORK,PASSPORT",
    "sex_unknown": "P2,2023-10-05 12:00:00,IN,North,ROAD,UZB,Q,1990,WORK,PASSPORT",
    "purpose_unknown": "P2,2023-10-05 12:00:00,IN,North,ROAD,UZB,M,1990,HUNTING,PASSPORT",
    "document_type_unknown": "P2,2023-10-05 12:00:00,IN,North,ROAD,UZB,M,1990,WORK,NAPKIN",
    "birth_year_impossible": "P2,2023-10-05 12:00:00,IN,North,ROAD,UZB,M,2031,WORK,PASSPORT",
    "broken_fields": "P2,2023-10-05 12:00:00,IN",
    "broken_quotes": f'"P2,2023-10-05 12:00:00,IN,{REST}',
    "duplicate": f"P1,2023-10-05 12:00:59,IN,{REST}",
}


def test_every_kind_of_bad_row_is_set_aside_with_its_reason_and_its_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    found = desk.take(desk.file([GOOD, *BAD.values()]))
    assert found.taken.rejected == dict.fromkeys(sorted(BAD), 1)
    assert (found.taken.rows, found.taken.accepted) == (1 + len(BAD), 1)
    assert found.rejected is not None
    with found.rejected.open(encoding="utf-8", newline="") as file:
        listed = {row["reason"]: int(row["line"]) for row in csv.DictReader(file)}
    # the header is line 1, the good row line 2
    assert listed == {reason: number for number, reason in enumerate(BAD, start=3)}


def test_rejected_rows_keep_their_texts_but_not_the_person(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    found = desk.take(desk.file([GOOD, "SECRET77,2023-10-05 12:00:00,IN,North,CAMEL,UZB,M,1990,WORK,PASSPORT"]))
    assert found.rejected is not None
    text = found.rejected.read_text(encoding="utf-8")
    assert "CAMEL" in text and "SECRET77" not in text


def test_no_identity_stands_anywhere_in_the_dataset(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.file([f"IDENT{n:05d},2023-10-05 12:00:00,IN,{REST}" for n in range(50)]))
    for file in desk.out.rglob("*"):
        assert not file.is_file() or b"IDENT" not in file.read_bytes()


def test_the_pseudonym_is_the_keyed_hash_of_rfc_2104_cut_to_128_bits(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    dataset = desk.take(desk.file([f" p 1 ,2023-10-05 12:00:00,IN,{REST}"])).dataset
    assert dataset is not None
    # the identity is written without spaces, in capitals
    expected = hmac.new(SECRET, b"P1", hashlib.sha256).hexdigest()[:32]
    assert records(dataset)[0][0].replace("-", "") == expected


def test_every_reason_and_every_flag_has_a_sentence() -> None:
    known = templates("en")
    assert [name for name in REASONS if f"crossings_rejected_{name}" not in known] == []
    assert [name for name in FLAGS if f"crossings_flagged_{name}" not in known] == []


def test_sequence_anomalies_are_counted_and_taken_in(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    times = ("2023-10-01 12:00:00", "2023-10-02 12:00:00", "2023-10-03 12:00:00", "2023-10-04 12:00:00")
    ways = ("OUT", "OUT", "IN", "IN")
    found = desk.take(desk.file([f"P1,{time},{way},{REST}" for time, way in zip(times, ways, strict=True)]))
    assert found.taken.accepted == 4
    assert found.taken.flagged == {"entry_after_entry": 1, "exit_after_exit": 1, "exit_without_entry": 1}


def test_missing_optional_texts_are_not_stated_and_are_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    found = desk.take(desk.file(["P1,2023-10-05 12:00:00,IN,,,,,,,"]))
    assert found.taken.accepted == 1
    assert found.taken.flagged == {
        f"{name}_missing": 1
        for name in ("birth_year", "citizenship", "crossing_point", "document_type", "purpose", "sex", "transport")
    }


def test_an_unclosed_quotation_mark_in_the_middle_spoils_its_own_line_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    written = lines(3000)
    written[1500] = written[1500].replace("P", '"P', 1)
    found = desk.take(desk.file(written), piece_bytes=20_000)
    assert found.taken.rejected == {"broken_quotes": 1}
    assert found.taken.accepted == 2999


def test_quoted_fields_may_hold_the_delimiter_and_quotation_marks(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    found = desk.take(desk.file([f'"P1",2023-10-05 12:00:00,IN,"North, ""old"" gate",{REST.partition(",")[2]}']))
    assert found.dataset is not None
    assert found.dataset.book.points == ("_U", 'North, "old" gate')


def test_csv_and_parquet_of_the_same_rows_give_the_same_records(tmp_path: Path) -> None:
    one, two = Desk(tmp_path / "1"), Desk(tmp_path / "2")
    path = one.file(lines(500))
    parquet_file = tmp_path / "2" / "inbox" / "2025-01-10_crossings.parquet"
    parquet_file.parent.mkdir()
    with workbench() as database:
        database.read_csv(str(path)).write_parquet(str(parquet_file))
    first, second = one.take(path, piece_bytes=4000), two.take(parquet_file, piece_rows=128)
    assert first.dataset and second.dataset
    assert records(first.dataset) == records(second.dataset)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.file(lines(100))
    first = desk.take(path)
    manifest = (desk.out / "dataset.json").read_bytes()
    again = desk.take(path)
    assert (desk.out / "dataset.json").read_bytes() == manifest
    assert [finding.rule for finding in again.findings] == ["crossings_already_taken"]
    assert again.taken == first.taken


def test_an_overlapping_delivery_adds_only_what_is_new(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.file(lines(100)))
    second = desk.take(desk.file(lines(100, first=60), "2025-01-11_crossings.csv"))
    assert second.taken.rejected == {"duplicate": 40}
    assert second.dataset and second.dataset.rows == 160


def test_two_deliveries_give_the_records_of_one_and_the_same_persons(tmp_path: Path) -> None:
    whole, parts = Desk(tmp_path / "whole"), Desk(tmp_path / "parts")
    parts.take(parts.file(lines(70)))
    second = parts.take(parts.file(lines(80, first=70), "2025-01-11_crossings.csv"))
    first = whole.take(whole.file(lines(150)))
    assert first.dataset and second.dataset
    assert records(first.dataset) == records(second.dataset)
    assert first.dataset.persons == second.dataset.persons == 75
    assert rows("stays", first.dataset) == rows("stays", second.dataset)


def test_a_folder_is_taken_file_by_file_in_the_order_of_names(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.file(lines(10), "2025-01-11_b.csv")
    folder = desk.file(lines(10, first=10), "2025-01-10_a.csv").parent
    found = intake(folder, desk.mapping, desk.out, key=desk.key, draw=lambda _: SECRET)
    assert [one.taken.name for one in found] == ["2025-01-10_a.csv", "2025-01-11_b.csv"]


# clocks


def test_a_clock_time_that_happened_twice_is_flagged_and_takes_the_hour_of_the_mapping(tmp_path: Path) -> None:
    line = f"P1,2024-02-29 23:30:00,IN,{REST}"
    seconds = {}
    for choice in ("first", "second"):
        desk = Desk(tmp_path / choice, MAPPING + f"time: {{repeated_hour: {choice}}}\n")
        found = desk.take(desk.file([line]))
        assert found.taken.flagged["time_repeated"] == 1 and found.dataset
        seconds[choice] = records(found.dataset)[0][1]
    # 23:30 at UTC+6 is 17:30 UTC, at UTC+5 it is 18:30 UTC: 1 709 227 800 and an hour later
    assert seconds == {"first": 1709227800, "second": 1709231400}


def test_a_clock_time_that_was_jumped_over_is_no_time(tmp_path: Path) -> None:
    # in Berlin the clock went from 01:59:59 to 03:00:00 on 31 March 2024
    desk = Desk(tmp_path, MAPPING.replace("Asia/Almaty", "Europe/Berlin"))
    found = desk.take(desk.file([GOOD, f"P2,2024-03-31 02:30:00,IN,{REST}"]))
    assert found.taken.rejected == {"time_never_was": 1}


def test_times_in_utc_fall_on_the_days_of_the_border(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MAPPING + "time: {clock: UTC}\n")
    found = desk.take(desk.file([f"P1,2023-12-31 18:30:00,IN,{REST}"]))
    assert found.dataset
    # 18:30 UTC is half past midnight on 1 January 2024 at UTC+6
    assert records(found.dataset)[0][2:4] == ((date(2024, 1, 1) - date(1970, 1, 1)).days, 20241)


def test_times_with_their_distance_from_utc_are_exact(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MAPPING + 'time: {formats: ["%Y-%m-%dT%H:%M:%S%z"]}\n')
    texts = ("2024-02-29T23:30:00+06:00", "2024-02-29T23:30:00+05:00", "2024-02-29T18:45:00Z")
    found = desk.take(desk.file([f"P{n},{text},IN,{REST}" for n, text in enumerate(texts)]))
    assert found.dataset and "time_repeated" not in found.taken.flagged
    assert sorted(record[1] for record in records(found.dataset)) == [1709227800, 1709231400, 1709232300]


# files that cannot be read


def test_a_parquet_file_without_its_end_is_refused_and_nothing_is_taken(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = tmp_path / "2025-01-10_x.parquet"
    with workbench() as database:
        database.sql("SELECT * FROM range(1000)").write_parquet(str(path))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ExtractError, match=r"damaged or incomplete.*Ask for the file again"):
        desk.take(path)
    assert not (desk.out / "dataset.json").exists()


def test_a_column_that_is_gone_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.file(lines(10)))
    drifted = desk.file(lines(10), "2025-02-10_crossings.csv", header=HEADER.replace("way", "direction"))
    with pytest.raises(ExtractError, match=r'does not have "way"\. The file has doc, when, direction'):
        desk.take(drifted)


def test_columns_in_another_order_are_read_by_their_names_and_new_ones_are_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = "extra," + HEADER
    found = desk.take(desk.file([f"x,{line}" for line in lines(10)], header=header))
    assert found.taken.accepted == 10
    assert [f.param("columns") for f in found.findings if f.rule == "crossings_columns_unused"] == ["extra"]


def test_a_cyrillic_file_is_read_in_the_encoding_of_the_mapping_and_a_wrong_byte_spoils_its_line(
    tmp_path: Path,
) -> None:
    codes = MAPPING.replace("IN: entry, OUT: exit", "въезд: entry, выезд: exit")
    desk = Desk(tmp_path, codes + "csv: {encoding: cp1251}\n")
    russian = "P1,05.10.2023 12:00,въезд,Северный,ROAD,Узбекистан,M,1990,WORK,PASSPORT"
    found = desk.take(desk.file([russian], encoding="cp1251"))
    assert found.dataset and found.dataset.book.citizenships == ("_U", "UZB")
    other = Desk(tmp_path / "other")
    path = other.file([GOOD])
    path.write_bytes(path.read_bytes() + GOOD.replace("North", "Север").encode("cp1251") + b"\n")
    assert other.take(path).taken.rejected == {"broken_encoding": 1}


def test_a_workbook_in_place_of_a_csv_is_told_to_be_no_text_whatever_the_encoding(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MAPPING + "csv: {encoding: cp1251}\n")
    path = desk.file([GOOD], name="2025-01-10_crossings.xlsx")
    path.write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x98\xff\n")
    with pytest.raises(ExtractError, match="no text"):
        desk.take(path)


def test_a_file_without_a_good_row_stays_outside_and_may_come_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    found = desk.take(desk.file([BAD["time_unreadable"]]))
    assert found.dataset is None and found.findings[0].severity == Severity.BLOCKING
    assert found.rejected is not None and found.rejected.exists()


def test_a_name_without_a_date_needs_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.file(lines(4), "crossings.csv")
    with pytest.raises(MtmError, match="Rename it to YYYY-MM-DD_name"):
        desk.take(path)
    assert desk.take(path, received=date(2025, 1, 10)).taken.received == "2025-01-10"


# mapping, key, lock


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("  direction: way", r'the column of "direction" is missing'),
        ("zone: Asia/Almaty", "zone"),
    ],
)
def test_a_mapping_that_lacks_something_is_an_error_that_names_the_file(tmp_path: Path, change: str, said: str) -> None:
    desk = Desk(tmp_path, MAPPING.replace(change, ""))
    with pytest.raises(WorkspaceError, match=said):
        desk.take(desk.file(lines(4)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("colour: red", "colour"),
        ("time: {clock: UTC, format: x}", "format"),
        ("csv: {encoding: utf-16}", "convert the file to utf-8"),
        ("age_bands: [0, 25, 15]", "rising"),
    ],
)
def test_a_mistake_in_the_mapping_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    desk = Desk(tmp_path, MAPPING + line + "\n")
    with pytest.raises(WorkspaceError, match=said) as caught:
        desk.take(desk.file(lines(4)))
    assert f"line {MAPPING.count(chr(10)) + 1}" in str(caught.value)


def test_a_key_beside_the_data_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.file(lines(4))
    for place in (desk.out / "k.key", desk.out.parent / "k.key", path.parent / "k.key"):
        with pytest.raises(KeyFileError, match="beside the data"):
            desk.take(path, key=place)


def test_another_or_a_lost_key_is_noticed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.file(lines(4)))
    later = desk.file(lines(4, first=4), "2025-02-10_crossings.csv")
    with pytest.raises(KeyFileError, match="missing"):
        desk.take(later, key=tmp_path / "elsewhere" / "k.key")
    desk.key.write_text("ff" * 32, encoding="ascii")
    with pytest.raises(MtmError, match="another key"):
        desk.take(later)


def test_two_intakes_at_once_are_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with only_writer(desk.out), pytest.raises(MtmError, match="Another intake is writing here"):
        desk.take(desk.file(lines(4)))


@pytest.mark.parametrize("code", ["UZ", "Uzbekistan", "uzb", "QQ1"])
def test_a_mapping_of_citizenships_ends_at_codes(tmp_path: Path, code: str) -> None:
    with pytest.raises(WorkspaceError, match="is no ISO 3166-1 alpha-3 code"):
        Desk(tmp_path, MAPPING + f"  citizenship: {{узб: {code}}}\n").take(tmp_path / "none.csv")


def test_a_mapping_may_name_a_fictitious_country(tmp_path: Path) -> None:
    desk = Desk(tmp_path, MAPPING + "  citizenship: {Norland: XNB}\n")
    found = desk.take(desk.file(["P1,2023-10-05 12:00:00,IN,North,ROAD,Norland,M,1990,WORK,PASSPORT"]))

    assert "XNB" in found.dataset.book.citizenships


HALF = MAPPING.replace("  crossing_point: any", "  crossing_point: {North: North}")
SOUTH = REST.replace("North", "South")


def test_codes_that_nobody_knows_are_named_with_the_rows_they_cost(tmp_path: Path) -> None:
    desk = Desk(tmp_path, HALF)
    rows = [GOOD, *(f"P{n},2023-10-06 12:00:00,IN,{SOUTH}" for n in range(2, 5))]
    west = f"P9,2023-10-06 12:00:00,THROUGH,{REST.replace('North', 'West')}"  # rejected for its direction first
    found = desk.take(desk.file([*rows, west]))
    [_, told] = [f for f in found.findings if f.rule == "crossings_codes_unknown"]
    assert (told.param("field"), told.param("count")) == ("crossing_point", "4")
    assert told.param("codes") == "South (3), West (1)"


def test_rows_that_were_set_aside_are_judged_again_with_another_mapping(tmp_path: Path) -> None:
    desk, whole = Desk(tmp_path / "twice", HALF), Desk(tmp_path / "once")
    rows = [
        GOOD,
        "P2,2023-10-05 12:00:00,IN",
        f"P3,2023-10-06 12:00:00,IN,{SOUTH}",
        BAD["duplicate"],
        BAD["sex_unknown"],
    ]
    path = desk.file(rows)
    first = desk.take(path)
    assert first.taken.rejected == {"broken_fields": 1, "crossing_point_unknown": 1, "duplicate": 1, "sex_unknown": 1}
    desk.mapping.write_text(MAPPING, encoding="utf-8")
    second, once = desk.take(path), whole.take(whole.file(rows))
    assert second.dataset and once.dataset and first.dataset
    assert records(second.dataset) == records(once.dataset)
    assert (second.taken.rows, second.taken.accepted, second.taken.rejected) == (5, 2, once.taken.rejected)
    assert second.taken.flagged == once.taken.flagged
    assert second.dataset.content != first.dataset.content  # other records, another vintage of the dataset
    assert [f.rule for f in desk.take(path).findings] == ["crossings_already_taken"]
    assert sorted(second.dataset.root.glob("rejected/*")) == [second.rejected]


def test_rows_that_the_new_mapping_does_not_know_either_stay_set_aside(tmp_path: Path) -> None:
    desk = Desk(tmp_path, HALF)
    path = desk.file([GOOD, f"P3,2023-10-06 12:00:00,IN,{SOUTH}"])
    first = desk.take(path)
    desk.mapping.write_text(HALF.replace("{North: North}", "{North: North, East: East}"), encoding="utf-8")
    second = desk.take(path)
    assert [f.rule for f in second.findings if f.rule != "crossings_rejected_crossing_point_unknown"] == [
        "crossings_none_again",
        "crossings_codes_unknown",
    ]
    assert second.rejected == first.rejected and second.dataset == first.dataset
