"""Files found in the wild are read by a few lines of YAML; they are not part of the project."""

import csv
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from intake_samples import source, take_in
from mtm.readers import read

REALDATA = Path(__file__).resolve().parents[3] / "shared" / "realdata"
pytestmark = pytest.mark.skipif(not REALDATA.exists(), reason="real data are not part of the project")


def content(name, rows=None):
    """A file's cells, or its first rows where the whole would make the test slow."""
    data = (REALDATA / name).read_bytes()
    found, findings = read(name, data)
    assert found is not None, findings
    return replace(found, grids=tuple(replace(grid, rows=grid.rows[:rows]) for grid in found.grids))


def test_a_series_of_the_kazakh_bureau(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - id: t
            columns:
              - {heading: date, is: time_period}
              - {heading: value, is: value, indicator: permanent_residence_in, period: {dates: january_to}}
        """,
    )
    found = take_in(declared, content("cis/kz_bns_migration_arrivals.csv"))

    assert found.values["permanent_residence_in 1991 _T"] == "170787"
    assert len(found.values) == 35


def test_the_world_banks_matrix_of_remittances(tmp_path):
    declared = source(
        tmp_path,
        """
        tables:
          - {id: t, rows: ref_area, label: receiving*, across: counterpart_area, indicator: personal_remittances_out,
             period: "2017"}
        """,
    )
    found = take_in(declared, content("worldbank_undesa/wb_bilateral_remittances_2017.xlsx", 32))

    # 30 senders by 214 receivers and the world; the Channel Islands have no ISO code, so their column stays aside
    assert len(found.values) == 30 * 214
    assert (
        found.values["personal_remittances_out 2017 RUS in ARM"] == "11.69891046498915"
    )  # sent from Armenia to Russia
    assert [f.param("text") for f in found.harmonised.findings] == ["Channel Islands"]


def test_british_decisions_by_nationality_and_quarter(tmp_path):
    declared = source(
        tmp_path,
        """
        marks: {NA: not_collected}
        tables:
          - id: t
            columns:
              - {heading: Quarter, is: time_period}
              - {heading: Nationality, is: counterpart_area}
              - {heading: Grant, indicator: temporary_residence_permits}
        """,
    )
    found = take_in(declared, content("national_releases/uk_ho_grant_rates_quarterly.csv", 3001))
    with (REALDATA / "national_releases/uk_ho_grant_rates_quarterly.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))[:3000]

    assert found.values["temporary_residence_permits 2001-Q1 AFG"] == "3461"
    unknown = [f.param("text") for f in found.harmonised.findings if f.rule == "name_unknown"]
    assert len(unknown) < 16  # dependencies written with their state, and categories that are no country
    assert "British overseas citizens" in unknown
    assert len(rows) == len(found.harmonised.observations) + len(found.harmonised.set_aside)


def test_internal_moves_of_belarus_by_age(tmp_path):
    (tmp_path / "indicators.yml").write_text(
        "breakdowns: {origin: {codes: {}}, destination: {codes: {}}}\n", encoding="utf-8"
    )
    codes = "BY-BR: BY-BR, BY-HM: BY-HM, BY-HO: BY-HO, BY-HR: BY-HR, BY-MA: BY-MA, BY-MI: BY-MI, BY-VI: BY-VI"
    declared = source(
        tmp_path,
        f"""
        tables:
          - id: t
            columns:
              - {{heading: year, is: time_period}}
              - {{heading: origin_oblast, is: origin, values: {{{codes}}}}}
              - {{heading: dest_oblast, is: destination, values: {{{codes}}}}}
              - {{heading: age_group, is: age}}
              - {{heading: migrants, is: value, indicator: permanent_residence_in}}
        """,
    )
    found = take_in(declared, content("cis/by_migration_internal_od.csv"))
    ages = Counter(dict(o.breakdown).get("age") for o in found.harmonised.observations)

    assert found.harmonised.set_aside == ()
    assert sum(ages.values()) == 1660
    assert found.harmonised.observations[0].value == Decimal(1038)
