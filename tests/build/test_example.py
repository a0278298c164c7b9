"""The example builds, and its release says what the agencies' files say."""

import json
from decimal import Decimal

from mtm.model.finding import Severity

FILES = {
    "report.en.html", "report.en.pdf", "report.en.docx", "tables.xlsx",
    "observations.csv", "figures.json", "findings.json", "manifest.json",
}  # fmt: skip


def figures(example):
    return {f["id"]: f for f in json.loads((example.release / "figures.json").read_text(encoding="utf-8"))}


def findings(example, rule=None):
    found = json.loads((example.release / "findings.json").read_text(encoding="utf-8"))
    return [f for f in found if rule is None or f["rule"] == rule]


def test_the_release_holds_every_promised_file_and_each_chart_has_its_data(example):
    top = {p.name for p in example.release.iterdir() if p.is_file()}
    drawings = {p.stem for p in (example.release / "charts").glob("*.svg")}
    data = {p.stem for p in (example.release / "charts").glob("*.csv")}

    assert top == FILES
    assert len(drawings) >= 6
    assert drawings == data


def test_no_finding_blocks_the_example(example):
    assert example.outcome.release is not None
    assert [f for f in example.outcome.findings if f.severity == Severity.BLOCKING] == []


def test_only_deliveries_received_by_the_cut_off_are_used(example):
    # 15 files lie in the inbox; 9 of them were received by 15 February 2024
    manifest = json.loads((example.release / "manifest.json").read_text(encoding="utf-8"))

    assert example.outcome.files == 15
    assert len(manifest["inputs"]) == 9
    assert max(i["received"] for i in manifest["inputs"]) == "2024-02-12"


def test_figures_are_those_worked_by_hand(example):
    # arrivals: 3,118,045 + 287,057 = 3,405,102; balance: 3,405,102 - 3,554,434 = -149,332
    # Uzbekistan among CIS: 1,334,101 / 3,118,045 = 42.786 %; permanent residence, CIS: 21,584 - 12,410 = +9,174
    # remittances sent: (677.3 - 844.1) / 844.1 = -19.761 %
    known = figures(example)

    assert Decimal(known["flows.arrivals"]["value"]) == 3405102
    assert Decimal(known["flows.net"]["value"]) == -149332
    assert known["flows.arrivals_country_share.UZB"]["text"]["en"] == "42.8"
    assert any(f["text"].get("en") == "+9,174" for f in known.values())
    assert any(f["text"].get("en") in ("19.8", "−19.8") for f in known.values())


def test_every_printed_figure_leads_to_cells_of_files_in_the_manifest(example):
    manifest = json.loads((example.release / "manifest.json").read_text(encoding="utf-8"))
    inputs = {i["path"]: i["sha256"] for i in manifest["inputs"]}
    printed = [f for f in figures(example).values() if f["text"] and f["value"] is not None]

    assert len(printed) > 150
    for figure in printed:
        assert figure["sources"], figure["id"]
        for source in figure["sources"]:
            assert inputs[source["file"]] == source["sha256"]
            assert source["cell"]


def test_the_known_contradictions_of_the_files_are_findings(example):
    told = {(f["rule"], p["file"].split("/")[0]) for f in findings(example) for p in f["places"]}
    params = [f["params"] for f in findings(example)]

    # 25,399 against 21,584 + 3,799 = 25,383: a gap of 16; 162,411 less the listed 161,553 leaves 858
    assert any(p.get("total") == "25399" and p.get("gap", p.get("difference")) == "16" for p in params)
    assert any("858" in p.values() for p in params)
    # Kandas since 1991 grew by 10.6 thousand, the year-to-date counts by 16,026 - 6,144 = 9,882
    assert any("9882" in p.values() for p in params)
    assert ("missing_values", "border-service") in told
    assert ("flow_or_stock", "migration-service") in told or findings(example, "flow_or_stock")
    assert ("period_mismatch", "labour-ministry") in told or findings(example, "period_mismatch")
    assert findings(example, "direction_not_established_grouping")
    assert any("55" in json.dumps(f) and "national-bank" in json.dumps(f) for f in findings(example, "known_question"))


def test_the_other_countries_balance_is_printed_without_a_direction(example):
    # 3,799 - 3,590 = +209, but Ukraine (338) is counted on either side: 209 - 338 = -129
    html = (example.release / "report.en.html").read_text(encoding="utf-8")

    assert "sign is not established" in html or "direction is not established" in html
    assert "+209" in html
