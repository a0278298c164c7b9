"""A correction changes one value while its guard holds, says so in the report, and keeps the delivered cell."""

import json

from mtm.build import build
from mtm.workspace.scaffold import FIRST, scaffold

CORRECTION = """corrections:
  - id: china-arrivals
    source: border-service
    indicator: border_arrivals
    period: 2026-Q1
    area: CHN
    raw: {raw}
    value: 10230
    reason: typing error, confirmed by letter
    author: A. Analyst
"""


def built(tmp_path, raw):
    scaffold(tmp_path / "w")
    (tmp_path / "w" / "corrections.yml").write_text(CORRECTION.format(raw=raw), encoding="utf-8")
    outcome = build(tmp_path / "w", FIRST)
    figures = json.loads((outcome.release / "figures.json").read_text(encoding="utf-8"))
    china = next(f for f in figures if f["id"] == "flows.arrivals_country.CHN")
    return outcome, china, (outcome.release / "report.en.html").read_text(encoding="utf-8")


def test_the_corrected_value_is_printed_and_leads_to_what_was_delivered(tmp_path):
    outcome, china, page = built(tmp_path, raw=10220)

    assert (china["text"]["en"], china["sources"][0]["raw"]) == ("10,230", "10220")
    assert "correction_guard_applied" in {f.rule for f in outcome.findings}
    assert "The team has corrected values" in page


def test_a_correction_whose_guard_no_longer_holds_is_not_applied(tmp_path):
    scaffold(tmp_path / "w")
    (tmp_path / "w" / "corrections.yml").write_text(CORRECTION.format(raw=9999), encoding="utf-8")

    outcome = build(tmp_path / "w", FIRST)
    rows = (tmp_path / "w" / "store").exists()

    assert rows
    assert "correction_guard" in {f.rule for f in outcome.findings}
    assert "correction_guard_applied" not in {f.rule for f in outcome.findings}
