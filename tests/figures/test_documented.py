"""Every function of the language is documented, with an example that can be computed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from asking import ask
from kazakhstan import arrivals, departures

from matrix_samples import known, row
from mtm.figures.evidence import ORDER
from mtm.figures.functions import NAMES
from mtm.model.figure import Figure

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "figures.md").read_text(encoding="utf-8")
SECTIONS = {m[1]: m[2] for m in re.finditer(r"^### (\w+)\(.*?\)\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE)}

MATRIX = known(
    arrivals(),
    departures(),
    [row("kandas", "2023-01-01/2023-08-31", "16026"), row("kandas", "2023-01-01/2023-04-30", "6144")],
    [
        row("kandas", "2023-01-01/2023-08-31", "9840", age="WORKING"),
        row("kandas_share", "2023-Q4", "61.4", unit="percent", age="WORKING"),
    ],
    [row("border_arrivals_change", "2023-Q4", "-23.9", "UZB", unit="percent")],
)


def test_every_function_is_documented_and_every_documented_function_exists() -> None:
    assert sorted(SECTIONS) == sorted(NAMES)


def test_every_doubt_is_documented() -> None:
    assert [reason for reason in ORDER if f"| `{reason}` |" not in PAGE] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_example_can_be_computed(name: str) -> None:
    lines = [line.strip() for line in SECTIONS[name].splitlines() if line.startswith("    ")]
    fields = dict(line.partition(": ")[::2] for line in lines) if lines[0].startswith("each: ") else {"value": lines[0]}

    assert f"{name}(" in " ".join(lines)
    result = ask(MATRIX, {"example": fields})["s.example"]
    assert isinstance(result, Figure) or len(result) > 0
