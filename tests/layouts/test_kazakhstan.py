"""The example's inbox is read to the last cell, and gives the published figures."""

import csv
import hashlib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from test_conservation import conserved

from intake_samples import Intake
from mtm.harmonise import observe
from mtm.layouts import place
from mtm.model.observation import Delivery, Matrix, Observation
from mtm.model.period import Period
from mtm.readers import read
from mtm.workspace.indicators import load_codes
from mtm.workspace.names import load_names
from mtm.workspace.source import load_source

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "kazakhstan"
FACTS = EXAMPLE.parents[2] / "shared" / "kazakhstan" / "facts.csv"
FILES = sorted(p.relative_to(EXAMPLE / "inbox").as_posix() for p in (EXAMPLE / "inbox").rglob("*") if p.is_file())


@cache
def taken(name: str) -> tuple[object, Intake]:
    data = (EXAMPLE / "inbox" / name).read_bytes()
    declared = load_source(EXAMPLE / "sources" / f"{name.split('/')[0]}.yml")
    names, codes = load_names(EXAMPLE / "names.csv", load_codes(EXAMPLE / "indicators.yml"))
    received = date.fromisoformat(name.split("/")[1][:10])
    sent = Delivery(declared.id, received, name, hashlib.sha256(data).hexdigest(), len(data))
    content, _ = read(name, data)
    placed = place(content, declared, sent)
    return content, Intake(placed, observe(placed, declared, sent, names, codes))


def everything() -> tuple[Observation, ...]:
    return tuple(o for name in FILES for o in taken(name)[1].harmonised.observations)


@pytest.mark.parametrize("name", FILES)
def test_no_cell_of_the_inbox_is_lost_and_none_is_refused(name):
    content, found = taken(name)

    conserved(content, found)
    assert found.harmonised.set_aside == ()
    assert found.harmonised.findings == ()


def test_the_inbox_holds_252_values():
    # border 30 + 2 + 2, IOM 6, Kandas 15 + 8 + 15, permits 8, remittances 14 + 18, permanent residence by country 40
    # (20 rows x 2, the empty column of balances passed over), and five series of 15 + 21 + 24 + 33 + 36
    assert len(everything()) == 34 + 6 + 38 + 8 + 32 + 40 + 129


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("D19", ("border_departures", "MNG", None, "L", "…")),
        ("C12", ("border_arrivals", "border-service:CIS/_O", Decimal(73393), "P", "73 393")),
        ("D22", ("border_departures", "border-service:NON_CIS", Decimal(317390), "P", "317 390")),
        ("C23", ("border_arrivals", "_T", Decimal(3405102), "P", "3 405 102")),
    ],
)
def test_a_cell_of_the_border_form_is_followed_to_its_meaning(cell, expected):
    observations = taken("border-service/2024-01-22_peresechenie-granicy_4kv2023.xlsx")[1].harmonised.observations
    found = next(o for o in observations if o.origin.cell == cell)
    raw = found.origin.raw.replace("\u00a0", " ")

    assert (found.indicator, found.counterpart_area, found.value, found.obs_status, raw) == expected
    assert found.origin.sheet == "IV кв. 2023"
    assert found.time_period == Period.quarter(2023, 4)


def test_withheld_blank_and_missing_are_kept_apart():
    observations = taken("statistics-bureau/2024-02-12_vneshnyaya-migraciya-2023-po-stranam.xlsx")[1]
    status = {o.origin.cell: (o.obs_status, o.value) for o in observations.harmonised.observations}

    assert status["C7"] == ("Q", None)  # x
    assert status["C5"] == ("O", None)  # nothing was written
    assert status["B5"] == ("A", Decimal(25399))


def test_rounded_totals_keep_the_precision_of_their_words():
    found = next(o for o in everything() if o.indicator == "kandas_status_cumulative" and o.time_period.end.month == 8)

    assert (found.value, found.decimals) == (Decimal(1123200), -2)  # 1 млн 123,2 тыс.
    assert found.time_period.code == "1991-01-01/2023-08-31"


def test_cumulative_months_are_never_quarters():
    series = taken("statistics-bureau/2024-04-14_vneshnyaya-migraciya_ryad.csv")[1].harmonised.observations

    assert {o.time_period.kind for o in series} == {"months", "quarter", "year"}
    assert all(o.time_period.start.month == 1 for o in series)


def test_vintages_of_one_series_stand_side_by_side():
    matrix = Matrix.known(everything(), date(2025, 12, 31))
    newest = matrix.select("permanent_residence_in", Period.year(2022), "_T")[0]

    assert [o.value for o in matrix.vintages(newest)][:2] == [Decimal(17293), Decimal(17425)]


def test_the_changed_form_of_2024_is_read_by_the_same_yaml_and_its_changes_are_reported():
    found = taken("border-service/2024-04-19_peresechenie-granicy_1kv2024.xlsx")[1]

    assert found.values == {"border_arrivals 2024-Q1 _T": "2975788", "border_departures 2024-Q1 _T": "2872109"}
    assert found.finding("column_new_empty")["heading"] == "Код страны"
    assert found.rules.count("column_moved") == 2


@pytest.mark.skipif(not FACTS.exists(), reason="the published facts are not part of the project")
def test_the_published_facts_are_met_wherever_a_file_holds_them():
    known = {
        (_indicator(o), _period(o), _partner(o), _breakdown(o)): o
        for o in sorted(everything(), key=lambda o: o.vintage)
    }
    with FACTS.open(encoding="utf-8", newline="") as lines:
        facts = [r for r in csv.DictReader(lines) if r["country_report"].startswith("KAZ MTM")]
    met, differing = 0, []
    for fact in facts:
        key = (fact["indicator"], fact["period"], fact["partner"], _fact_breakdown(fact["breakdown"]))
        if key in known and known[key].value is not None:
            met += 1
            if known[key].value != Decimal(fact["value"]):
                differing.append((key, fact["value"], known[key].value))

    assert met >= 100
    # the series of May 2025 revises 2023 and its parts; everything else is as published
    assert {key[0] for key, *_ in differing} <= {"permanent_residence_in", "permanent_residence_out"}
    assert all(key[2] == "WORLD" for key, *_ in differing)


def _indicator(o: Observation) -> str:
    return {"border_arrivals_change": "border_arrivals_qoq", "border_departures_change": "border_departures_qoq"}.get(
        o.indicator, o.indicator
    )


def _period(o: Observation) -> str:
    return o.time_period.code.replace("1991-01-01/", "1991/")


def _partner(o: Observation) -> str:
    area = o.counterpart_area.partition(":")[2] or o.counterpart_area
    return {"_T": "WORLD", "CIS/_O": "CIS_OTHER", "NON_CIS/_O": "NON_CIS_OTHER", "_O": "OTHER"}.get(area, area)


def _breakdown(o: Observation) -> str:
    return "".join(f"{d}:{c.lower()}" for d, c in o.breakdown)


def _fact_breakdown(text: str) -> str:
    return text if ":" in text else ""
