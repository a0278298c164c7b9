"""Simulated crossings meet the totals they are calibrated to, exactly, and are the same for the same arguments."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from border_intake import Desk, records
from border_world import table
from hypothesis import given, settings
from hypothesis import strategies as st

from mtm.microdata.calibration import Habits, Total, flows, scaled
from mtm.microdata.simulate import setting, simulate, simulate_extract
from mtm.model.errors import MtmError

HABITS = Habits({"commuter": 25, "visitor": 35, "season": 40}, 10, 30)


def test_totals_are_scaled_in_proportion_and_add_up_to_the_rows_wanted() -> None:
    totals = [Total(20231, "UZB", 300, 100), Total(20231, "KGZ", 100, 100)]
    # 10 of 600: 5, 1.67, 1.67, 1.67: the remainders bring 8 to 10, the earlier totals first
    assert scaled(totals, 10) == (Total(20231, "UZB", 5, 2), Total(20231, "KGZ", 2, 1))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=12))
def test_stays_add_up_to_the_entries_and_exits_of_every_quarter(counts: list[tuple[int, int]]) -> None:
    quarters = [(2020 + n // 4) * 10 + n % 4 + 1 for n in range(len(counts))]
    totals = [Total(q, area, *c) for q, c in zip(quarters, counts, strict=True) for area in ("UZB", "XAA")]
    begun: Counter[tuple[str, int | None]] = Counter()
    ended: Counter[tuple[str, int | None]] = Counter()
    for flow in flows(totals, HABITS, home="XAA"):
        begun[flow.citizenship, flow.begins] += flow.stays
        ended[flow.citizenship, flow.ends] += flow.stays
        assert flow.stays > 0 and (flow.begins is None or flow.ends is None or flow.begins <= flow.ends)
    for total in totals:
        key = (total.citizenship, total.quarter)
        # the country's own citizens begin with the exit
        both = (total.exits, total.entries) if total.citizenship == "XAA" else (total.entries, total.exits)
        assert (begun[key], ended[key]) == both


def test_records_meet_every_total_exactly(tmp_path: Path) -> None:
    dataset = simulate(tmp_path / "d", 5000, 1, first=20233, last=20242)
    assert dataset.rows == 5000
    only = dict(area_group=None, sex=None, age_band=None, measure="crossings")
    found = table("crossings", dataset, **only)
    for total in scaled(setting(20233, 20242).totals, 5000):
        assert found.get((total.quarter, "in", total.citizenship), 0) == total.entries
        assert found.get((total.quarter, "out", total.citizenship), 0) == total.exits


def test_totals_given_take_the_place_of_the_published_ones(tmp_path: Path) -> None:
    totals = [Total(20231, "UZB", 30, 20), Total(20232, "XAA", 10, 40)]
    dataset = simulate(tmp_path / "d", 100, 1, totals)
    only = dict(area_group=None, sex=None, age_band=None, measure="crossings")
    found = table("crossings", dataset, **only)
    assert {key: value for key, value in found.items() if key[2]} == {  # type: ignore[index]
        (20231, "in", "UZB"): 30,
        (20231, "out", "UZB"): 20,
        (20232, "in", "XAA"): 10,
        (20232, "out", "XAA"): 40,
    }


def test_stays_of_one_person_do_not_overlap_but_for_changed_documents(tmp_path: Path) -> None:
    dataset = simulate(tmp_path / "d", 20000, 1)
    links = Counter[str]()
    for (measure, _), value in table("match_rates", dataset, citizenship=None).items():  # type: ignore[misc]
        links[measure] += value
    entries = links["entries_matched"] + links["entries_unmatched"]
    # one exit in a hundred is on a document that the entry does not know; nothing else breaks a sequence
    assert 0 < links["entries_unmatched"] < entries * 0.02
    assert links["exits_unmatched"] == 0


def test_the_same_arguments_give_the_same_bytes_and_another_seed_other_records(tmp_path: Path) -> None:
    one, two, three = (
        simulate(tmp_path / name, 2000, seed, first=20231, last=20234) for name, seed in (("1", 1), ("2", 1), ("3", 2))
    )
    for a, b in zip(one.paths(one.crossings + one.histories), two.paths(two.crossings + two.histories), strict=True):
        assert a.read_bytes() == b.read_bytes()
    assert records(one) != records(three)


def test_a_second_run_changes_nothing_and_another_needs_another_folder(tmp_path: Path) -> None:
    simulate(tmp_path / "d", 1000, 1, first=20231, last=20232)
    before = (tmp_path / "d" / "dataset.json").read_bytes()
    simulate(tmp_path / "d", 1000, 1, first=20231, last=20232)
    assert (tmp_path / "d" / "dataset.json").read_bytes() == before
    with pytest.raises(MtmError, match="another dataset"):
        simulate(tmp_path / "d", 1000, 2, first=20231, last=20232)


def test_an_extract_taken_in_gives_the_tabulations_of_the_simulated_dataset(tmp_path: Path) -> None:
    dataset = simulate(tmp_path / "direct", 3000, 5, first=20241, last=20242)
    path = tmp_path / "2024-07-01_extract.csv"
    simulate_extract(path, 3000, 5, first=20241, last=20242)
    desk = Desk(tmp_path / "desk")
    desk.mapping.write_text(EXTRACT, encoding="utf-8")
    taken = desk.take(path).dataset
    assert taken is not None and taken.rows == dataset.rows
    for name in ("crossings", "persons"):
        assert table(name, taken) == table(name, dataset)


EXTRACT = """
source: border-service
country: XAA
zone: Asia/Almaty
columns: {person: doc_no, time: crossed_at, direction: way, crossing_point: checkpoint, transport: transport,
          citizenship: citizenship, sex: sex, birth_year: birth_year, purpose: purpose, document_type: document}
codes: {direction: {IN: entry, OUT: exit}, crossing_point: any}
"""
