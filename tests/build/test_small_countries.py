"""A country that sends little: no totals, no groups, one row, zeros, stocks on a day. Its report stays true."""

import html
import re

import pytest

from mtm.build import build
from mtm.workspace.scaffold import FIRST, scaffold

SOURCES = {
    "border-service": ("Country", {"Arrivals": "border_arrivals", "Departures": "border_departures"}),
    "statistics": ("Country", {"Arrived": "permanent_residence_in", "Left": "permanent_residence_out"}),
    "interior": ("Citizenship", {"Permits": "temporary_residence_permits"}),
    "bank": ("Country", {"USD million": "personal_remittances_in"}),
}
FILES = {
    "border-service": "Q1 2026\nCountry,Arrivals,Departures\nUzbekistan,1204,1190\nChina,0,12\nOther,7,5\n",
    "statistics": "January-March 2026\nCountry,Arrived,Left\nRussian Federation,5,0\nTotal,5,0\n",
    "interior": "On 1 April 2026\nCitizenship,Permits\nCzechia,1\nIran,0\nOther,1\nTotal,2\n",
    "bank": "January-March 2026\nCountry,USD million\nKazakhstan,0\nRussian Federation,12.5\nOther,0.5\nTotal,13.0\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The text of the report of such a country."""
    workspace = tmp_path_factory.mktemp("small") / "country"
    scaffold(workspace)
    for file in (workspace / "inbox" / "border-service").iterdir():
        file.unlink()
    for source, (label, columns) in SOURCES.items():
        lines = [f"name: {{en: The {source}}}", "ref_area: XAA", "tables:", "  - id: t\n    rows: counterpart_area"]
        lines += [f"    label: {label}", "    columns:"]
        lines += [f"      - {{heading: {heading}, indicator: {code}}}" for heading, code in columns.items()]
        (workspace / "sources" / f"{source}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (workspace / "inbox" / source).mkdir(exist_ok=True)
        (workspace / "inbox" / source / "2026-05-01_file.csv").write_text(FILES[source], encoding="utf-8")
    sections = "policy, flows, temporary_permits, permanent_residence, remittances"
    (workspace / "outline.yml").write_text(
        f"front: front\nsections: [{sections}]\nclosing: [revisions, questions]\n", encoding="utf-8"
    )
    outcome = build(workspace, FIRST)
    assert not outcome.blocked
    page = (workspace / "releases" / FIRST / "report.en.html").read_text(encoding="utf-8")
    page = re.sub(r"<(script|style|svg)\b.*?</\1>|<dialog\b.*?</dialog>", " ", page, flags=re.DOTALL)
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    return re.sub(r"\s+(?=[).,:;])|(?<=\()\s+", "", text)


def test_a_table_without_a_total_is_printed_and_not_called_missing(told):
    assert "Uzbekistan (1,204 crossings)" in told
    assert "nothing for this period was received from The border-service" not in told


def test_the_rest_that_an_agency_lists_is_printed_as_its_own_and_not_as_derived(told):
    assert re.search(r"Other, listed together by the agency 7 ", told)
    assert re.search(r"Other, listed together by the source 0\.5 3\.8", told)  # 0.5 of 13.0 is 3.8 per cent


def test_a_share_without_groups_is_called_a_share_of_all(told):
    assert "Share of all" in told
    assert "Share of group" not in told


def test_permits_on_the_day_after_the_period_belong_to_its_end(told):
    assert "on 1 April 2026" in told
    assert "nothing for this period was received from The interior" not in told


def test_permanent_residence_by_country_needs_no_groups(told):
    assert "The largest numbers of arrivals listed are those from the Russian Federation (5 persons" in told
    assert "Not listed (total less groups)" not in told


def test_a_value_of_zero_is_not_among_the_largest(told):
    assert "The largest origin listed was the Russian Federation (USD 12.5 million" in told
    assert "USD 0 million" not in told


def test_what_was_never_received_is_said_where_it_would_stand(told):
    assert "Remittances sent abroad: not available (not received from the source)." in told


@pytest.mark.parametrize(
    "slip",
    ["None", "{", "top one", "1 persons", "the Czechia", "the Iran (", "does not have", "().", "expected from: ."],
)
def test_no_slip_of_language_is_printed(told, slip):
    assert slip not in told
