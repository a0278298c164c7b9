"""The section that the how-to page shows works as it stands there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from mtm.compose.input import Outline, SectionFolder
from mtm.compose.located import load
from mtm.compose.report import compose
from mtm.compose.shelf import read_text
from mtm.model.blocks import Chart, Paragraph, Table
from report_samples.toys import figure, seen, toy

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-section.md"


def example(start: str) -> str:
    blocks = re.findall(r"```\w*\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if block.startswith(start))


def test_the_example_of_the_page_composes() -> None:
    declared = load(example("id: labour"), "labour/section.yml")
    folder = SectionFolder(
        "labour", "labour", declared.data, declared.lines, read_text(example("---"), "labour/text.en.md")
    )
    country = {"UZB": seen("by_country", "70", "UZB"), "RUS": seen("by_country", "20", "RUS")}
    share = {k: figure(f"share.{k}", v, unit="percent", decimals=1) for k, v in (("UZB", "70"), ("RUS", "20"))}
    gap = figure("year_change", None, gap="no_earlier_period")
    figures = {
        "permits": seen("permits", "100"),
        "by_country": country,
        "share": share,
        "unlisted": figure("unlisted", "10"),
    }
    figures |= {"year_change": gap, "quarter_change": gap, "series": {}}
    given = toy("Text.")
    given = replace(
        given,
        outline=Outline("front", (), ("labour",), ()),
        folders={"front": given.folders["front"], "labour": folder},
        figures={f"labour.{name}": entry for name, entry in figures.items()},
    )

    paragraph, table, chart, _ = compose(given).report.sections[0].blocks[1:]

    assert isinstance(paragraph, Paragraph) and isinstance(table, Table) and isinstance(chart, Chart)
    assert "".join(s.text for s in paragraph.spans) == (
        "The Border Service issued 100 crossings in the fourth quarter of 2023a."
    )
    assert "".join(s.text for s in table.title) == "The majority of permits went to citizens of Uzbekistan"
