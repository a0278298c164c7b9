"""``mtm survey estimate`` on the example of a country that does not exist, and what the report then says."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtm.build import build
from mtm.build.estimated import rounded
from mtm.cli import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tarvia"
ROUND, EARLIER = "worker-survey/2024-10", "worker-survey/2023-10"
DELIVERY = Path("worker-survey") / "2024-11-02_worker-survey_2024-10.csv"
OUTLINE = "front: front\nopening: [about]\nsections: [needs, baseline]\nclosing: [method, register]\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Tarvia without its deliveries."""
    ignored = shutil.ignore_patterns("store", "releases", "letters", "inbox", "simulation")
    return shutil.copytree(EXAMPLE, tmp_path / "tarvia", ignore=ignored)


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["survey", "estimate", str(workspace), *arguments])


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_delivery_of_the_example_is_what_the_command_makes(workspace: Path) -> None:
    result = run(workspace, ROUND, "--compare", EARLIER)

    assert result.exit_code == 0, result.output
    assert (workspace / "inbox" / DELIVERY).read_bytes() == (EXAMPLE / "inbox" / DELIVERY).read_bytes()
    assert "Response rate     87.9 % (AAPOR RR1)" in result.output
    assert "debt                             37.2 % (33.1 to 41.4), n = 1125" in result.output


def test_changes_are_tested_and_most_are_none(workspace: Path) -> None:
    told = run(workspace, ROUND, "--compare", "worker-survey/2023-10").output

    assert "differences tested together (Holm, 0.05)" in told
    assert "fall: -0.140" in told
    assert "crowded_housing                                       no clear change" in told


def test_changes_go_along_with_the_delivery_and_clear_ones_stand_twice(workspace: Path) -> None:
    run(workspace, ROUND, "--compare", EARLIER)

    rows = list(csv.DictReader((workspace / "inbox" / DELIVERY).open(encoding="utf-8", newline="")))
    compared = [row for row in rows if row["indicator"] == "need_compared"]
    changed = {row["breakdown"]: row["value"] for row in rows if row["indicator"] == "need_changed"}

    assert len(compared) == 27  # nine shares of the whole population, each with the limits of its interval
    assert changed == {"need=debt": "-14.0", "need=debt;statistic=lower": "-19.3", "need=debt;statistic=upper": "-8.7"}
    assert {row["compared_with"] for row in compared} == {"2023-10-07/2023-11-02"}
    assert {row["unit_measure"] for row in compared} == {"percentage_points"}
    # nothing below the level of the whole population is told as a change
    assert {row["breakdown"].count("=") - row["breakdown"].count("statistic") for row in compared} == {1}


def test_without_a_round_to_compare_with_no_change_goes_along(workspace: Path) -> None:
    run(workspace, ROUND)

    assert "need_compared" not in (workspace / "inbox" / DELIVERY).read_text(encoding="utf-8")


def test_a_round_is_compared_with_an_earlier_one_alone(workspace: Path) -> None:
    for told, other in ((ROUND, ROUND), (EARLIER, ROUND)):
        result = run(workspace, told, "--compare", other)

        assert result.exit_code == 2
        assert "this is no earlier round" in result.output
    assert not (workspace / "inbox" / DELIVERY).exists()


def test_real_answers_are_not_compared_with_simulated_ones(workspace: Path) -> None:
    edited(
        workspace / "surveys" / "worker-survey" / "rounds" / "2023-10" / "round.yml",
        "simulated: true",
        "simulated: false",
    )

    result = run(workspace, ROUND, "--compare", EARLIER)

    assert result.exit_code == 2
    assert "worker-survey/2023-10" in result.output
    assert not (workspace / "inbox" / DELIVERY).exists()


def test_rounds_of_different_populations_are_not_compared(workspace: Path) -> None:
    earlier = workspace / "surveys" / "worker-survey" / "rounds" / "2023-10" / "round.yml"
    edited(earlier, "population: migrant workers in Tarvia", "population: returnees")

    told = run(workspace, ROUND, "--compare", "worker-survey/2023-10").output

    assert "0 differences tested together" in told
    assert "debt is not compared with 2023-10: the populations differ" in told


def test_sensitive_and_urgent_topics_stay_where_they_belong(workspace: Path) -> None:
    told = run(workspace, ROUND).output
    lines = (workspace / "inbox" / DELIVERY).read_text(encoding="utf-8").splitlines()

    assert "passport_kept is not estimated: it is for urgent action" in told
    assert not any("passport_kept" in line for line in lines)
    assert any("need=wages_withheld;sex=F" in line for line in lines)
    assert not any("wages_withheld" in line and "region=" in line for line in lines)
    assert any("need=debt;region=TA-01" in line for line in lines)


def test_everything_says_that_it_is_simulated(workspace: Path) -> None:
    run(workspace, ROUND)
    header, *lines = (workspace / "inbox" / DELIVERY).read_text(encoding="utf-8").splitlines()

    assert ",simulated," in header
    assert all(",I," in line or ",Q," in line for line in lines)
    assert all(",yes,survey_estimate," in line for line in lines)


def test_a_simulated_round_never_enters_a_real_workspace(workspace: Path) -> None:
    edited(workspace / "workspace.yml", "simulated: true", "simulated: false")

    result = run(workspace, ROUND)

    assert result.exit_code == 2
    assert "simulated answers never enter a real country's workspace" in result.output
    assert not (workspace / "inbox").exists()


def test_real_answers_in_a_simulated_workspace_are_told_where_that_is_set(workspace: Path) -> None:
    edited(
        workspace / "surveys" / "worker-survey" / "rounds" / "2024-10" / "round.yml",
        "simulated: true",
        "simulated: false",
    )

    result = run(workspace, ROUND)

    assert result.exit_code == 2
    assert "set simulated: false in workspace.yml" in result.output
    assert "say simulated: true in its round.yml" in result.output
    assert not (workspace / "inbox" / DELIVERY).exists()


def test_a_need_without_a_name_is_refused_with_what_to_declare(workspace: Path) -> None:
    edited(workspace / "indicators.yml", "      debt:", "      owing:")

    result = run(workspace, ROUND)

    assert result.exit_code == 2
    assert "breakdowns: need: debt" in result.output


def test_the_lines_that_are_missing_can_be_printed_with_the_labels_of_the_form(workspace: Path) -> None:
    (workspace / "indicators.yml").unlink()

    told = run(workspace, ROUND, "--names").output
    (workspace / "indicators.yml").write_text(told, encoding="utf-8")

    assert "TA-01:\n        en: Northmoor\n" in told
    assert run(workspace, ROUND).exit_code == 0
    assert run(workspace, ROUND, "--names").output == "Nothing is missing."


def test_a_question_whose_name_is_no_dimension_is_refused_with_what_to_write(workspace: Path) -> None:
    plan = workspace / "surveys" / "worker-survey" / "plan.yml"
    edited(plan, "settings:\n", "settings:\n  dimensions: {sex: Пол}\n")

    assert "Say how the matrix calls it, in small Latin letters" in run(workspace, ROUND).output


def test_a_delivery_is_not_replaced_without_being_told(workspace: Path) -> None:
    run(workspace, ROUND)
    plan = workspace / "surveys" / "worker-survey" / "plan.yml"
    edited(plan, "domains: [sex, sector, disability]\n", "domains: [sex]\n")

    assert "there already" in run(workspace, ROUND).output
    assert run(workspace, ROUND, "--replace").exit_code == 0


def test_a_round_that_is_not_there_is_refused(workspace: Path) -> None:
    assert "there is no such round" in run(workspace, "worker-survey/2031-10").output


@pytest.mark.parametrize(
    ("printed", "value", "scale", "decimals"),
    [
        ("12.4", 0.1235, 100, 1),
        ("0.1", 0.0005, 100, 1),
        ("-0.1", -0.0005, 100, 1),
        ("13", 12.5, 1, 0),
        ("0.0", -0.0, 1, 1),
    ],
)
def test_estimates_are_rounded_once_half_away_from_zero(printed: str, value: float, scale: int, decimals: int) -> None:
    assert str(rounded(value, scale, decimals)) == str(Decimal(printed))


def page_of(workspace: Path) -> str:
    (workspace / "outline.yml").write_text(OUTLINE, encoding="utf-8")
    outcome = build(workspace, "2024-Q4", languages=("en",))
    assert outcome.release is not None
    return (outcome.release / "report.en.html").read_text(encoding="utf-8")


def test_the_report_prints_shares_with_intervals_an_index_with_components_and_a_map(workspace: Path) -> None:
    run(workspace, ROUND, "--compare", EARLIER)
    run(workspace, "baseline-assessment/2024-10")

    page = page_of(workspace)

    assert "Needs and vulnerabilities" in page
    assert "Debt that cannot be paid back on time" in page
    assert all(name in page for name in ("Individual", "Household", "Community", "Structural"))
    assert "It shows no boundaries and makes no claim about any." in page
    assert page.count('class="band"') >= 8  # the tiles of the regions
    assert "Respondents only" not in page
    assert "Since the earlier survey" in page
    assert "For the other needs no clear change is established." in page


def test_a_snowball_sample_describes_its_respondents_and_has_no_interval(workspace: Path) -> None:
    told = workspace / "surveys" / "worker-survey" / "rounds" / "2024-10" / "round.yml"
    edited(told, "kind: probability", "kind: snowball")
    run(workspace, ROUND)

    page = page_of(workspace)

    assert "statistic=lower" not in (workspace / "inbox" / DELIVERY).read_text(encoding="utf-8")
    assert "Respondents only" in page
    assert "Since the earlier survey" not in page  # nothing was compared
    assert "interval" not in page.partition("The needs reported most often were")[2].partition("</p>")[0]


def test_a_round_is_calibrated_to_counts_of_the_matrix_and_not_to_key_informants(workspace: Path) -> None:
    run(workspace, "baseline-assessment/2024-10")
    told = workspace / "surveys" / "worker-survey" / "rounds" / "2024-10" / "round.yml"
    asked = "estimates: {calibrate: [{by: region, indicator: migrants_present}]}\n"
    told.write_text(told.read_text(encoding="utf-8") + asked, encoding="utf-8")

    result = run(workspace, ROUND)

    assert result.exit_code == 2
    assert "estimates themselves come without their uncertainty" in result.output
