"""What points at enforcement by citizenship is off unless the workspace turns it on."""

from __future__ import annotations

from dataclasses import replace

from checking import INDICATORS, context, findings

from matrix_samples import row
from mtm.checks import CheckContext
from mtm.model.finding import Severity
from mtm.model.observation import Observation
from mtm.model.reference import Indicator

POINTING = Indicator("overstays", "persons", enforcement=True)
ALL, ONE = row("overstays", "2023-Q4", "40"), row("overstays", "2023-Q4", "30", "UZB")


def given(*rows: Observation, enforcement: bool = False) -> CheckContext:
    return replace(context(*rows), indicators={**INDICATORS, "overstays": POINTING}, enforcement=enforcement)


PASSES = given(ALL, row("permits", "2023-Q4", "10", "UZB"))
FAILS = given(ALL, ONE)


def test_results_by_citizenship_stop_the_release() -> None:
    [found] = findings("enforcement_data", FAILS)

    assert (found.severity, found.param("count")) == (Severity.BLOCKING, "1")


def test_a_workspace_may_ask_for_them() -> None:
    assert findings("enforcement_data", given(ALL, ONE, enforcement=True)) == []
