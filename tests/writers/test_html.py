"""The HTML page read back: every digit marked, figures that lead to their derivation, nothing that runs or loads."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import changed
import pytest
from lxml import html as reader
from sample_report import HOSTILE, hostile_report, sample_report

from mtm import charts
from mtm.model.blocks import Report, Words
from mtm.model.marks import KINDS
from mtm.writers import html
from mtm.writers.html.spans import clean


@cache
def written(report: Report) -> bytes:
    return html.write(report, charts.draw_all(report))


def page(report: Report) -> reader.HtmlElement:
    return reader.fromstring(written(report).decode())


def text_of(element: reader.HtmlElement) -> str:
    return str(element.text_content())


def kind(element: reader.HtmlElement) -> str:
    """The mark of the nearest element that has one."""
    marked = [e.get("data-kind") for e in (element, *element.iterancestors()) if e.get("data-kind")]
    return marked[0] if marked else "words"


def texts(root: reader.HtmlElement) -> list[tuple[str, str]]:
    """All texts a reader can see or hear, with their kinds."""
    found = []
    for element in root.body.iter():
        if isinstance(element.tag, str):
            found += [(element.text, kind(element))] if element.text else []
        if element.tail:
            found.append((element.tail, kind(element.getparent())))
    return found


def test_every_digit_is_a_figure_a_period_a_reference_a_tick_or_a_quoted_fact() -> None:
    plain = [text for text, kind in texts(page(sample_report())) if kind == "words" and re.search(r"\d", text)]

    assert plain == []


def test_only_the_five_kinds_are_used() -> None:
    used = {element.get("data-kind") for element in page(sample_report()).iter() if element.get("data-kind")}

    assert used == set(KINDS) - {"words"}


def test_every_figure_leads_to_its_entry_in_the_register_and_the_entry_leads_back() -> None:
    root = page(sample_report())
    entries = {entry.figure.id: entry.number for entry in sample_report().register}

    linked = root.xpath("//a[@data-figure]")
    assert len(linked) > 100
    for link in linked:
        assert link.get("href") == f"#{entries[link.get('data-figure')]}"
    for number in {link.get("href")[1:] for link in linked}:
        [entry] = root.xpath(f"//li[@id='{number}']")
        [back] = entry.xpath(".//a[starts-with(@href, '#at-')]")
        assert root.xpath(f"//*[@id='{back.get('href')[1:]}']/@href") == [f"#{number}"]


def test_ids_are_unique_and_every_link_inside_the_page_has_its_target() -> None:
    root = page(hostile_report())
    ids = root.xpath("//@id")

    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")}
    # the closing link leads nowhere on purpose: the page stays where it is
    assert inside - set(ids) == {"-"}


def test_the_page_says_its_language_and_has_landmarks_and_a_skip_link() -> None:
    root = page(sample_report())

    assert root.get("lang") == "en"
    assert [len(root.xpath(f"//{tag}")) for tag in ("header", "main", "nav", "footer", "h1")] == [1, 1, 1, 1, 1]
    assert root.xpath("//a[1]/@href")[0] == "#" + root.xpath("//main/@id")[0]


def test_each_line_of_the_contents_is_one_link_with_the_headings_text() -> None:
    root = page(sample_report())

    lines = root.xpath("//nav//li/a")
    assert [text_of(line) for line in lines][:3] == ["1 Policy developments", "2 Inflow and outflow", "2.1 Totals"]
    for line in lines:
        [heading] = root.xpath(f"//*[@id='{line.get('href')[1:]}']")
        assert text_of(heading) == text_of(line)


def test_headings_step_down_by_one() -> None:
    levels = [int(element.tag[1]) for element in page(sample_report()).iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_named_rows_and_columns_and_scroll_in_a_region() -> None:
    for table in page(sample_report()).xpath("//table"):
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-labelledby") == table.xpath("caption/@id")[0]
        assert text_of(table.xpath("caption")[0]).strip()
        assert set(table.xpath("thead//th/@scope")) <= {"col", "colgroup"}
        for row in table.xpath("tbody/tr"):
            assert row.xpath("th/@scope") in (["row"], ["rowgroup"])


def test_columns_without_a_spanning_heading_reach_over_both_rows_of_headings() -> None:
    first, second = page(sample_report()).xpath("//div[@id='table-arrivals']//thead/tr")

    assert [(th.get("rowspan"), th.get("colspan")) for th in first] == [("2", None), (None, "2"), ("2", None)]
    assert [text_of(th) for th in second] == ["Arrivals crossings", "Departures crossings"]


def test_every_chart_has_a_name_a_description_and_its_data_as_a_table() -> None:
    for chart in page(sample_report()).xpath("//figure[@class='chart'][.//details]"):
        for svg in chart.xpath(".//*[local-name()='svg']"):
            names = svg.get("aria-labelledby").split()
            assert [text_of(chart.xpath(f".//*[@id='{name}']")[0]).strip() != "" for name in names] == [True, True]
        assert chart.xpath(".//details//table//td")


def test_the_page_needs_nothing_else() -> None:
    source = written(hostile_report()).decode()
    root = page(hostile_report())

    assert root.xpath("//script | //iframe | //link | //object | //embed | //form | //base | //img") == []
    assert root.xpath("//@src | //@srcset | //@style") == []
    assert not [
        name for element in root.iter() if isinstance(element.tag, str) for name in element.attrib if name[:2] == "on"
    ]
    assert set(re.findall(r"url\((.{5})", source)) == {"data:"}
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]


def test_hostile_labels_are_text() -> None:
    shown = text_of(page(hostile_report()).body)

    for label in HOSTILE:
        assert clean(label) in shown
    assert "\u202e" not in written(hostile_report()).decode()


def test_only_web_addresses_and_places_in_the_page_are_links() -> None:
    schemes = {href.split(":")[0] if ":" in href else "#" for href in page(hostile_report()).xpath("//a/@href")}

    assert schemes == {"#", "https"}


def test_a_gap_is_not_marked_as_a_figure() -> None:
    gaps = page(sample_report()).xpath("//a[@class='gap']")

    assert gaps
    assert {gap.get("data-kind") for gap in gaps} == {None}


def test_a_quoted_fact_names_its_source() -> None:
    [quoted] = page(sample_report()).xpath("//span[@data-kind='quoted'][contains(., 'published on')]")

    assert quoted.get("title") == "IOM, Kazakhstan quarterly compilation"


def test_the_page_weighs_at_most_half_a_megabyte() -> None:
    assert len(written(sample_report())) <= 500_000


def test_the_same_report_gives_the_same_bytes() -> None:
    report = sample_report()

    assert html.write(report, charts.draw_all(report)) == written(report)


def test_changed_words_change_nothing_but_words() -> None:
    longer = changed.words(sample_report(), changed.longer)

    marked = [pair for pair in texts(page(longer)) if pair[1] != "words"]
    assert marked == [pair for pair in texts(page(sample_report())) if pair[1] != "words"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_language_is_the_reports(language: str) -> None:
    report = replace(sample_report(), language=language, title=(Words("Көші-қон"),))

    assert page(report).get("lang") == language
    assert "Көші-қон" in page(report).xpath("//title")[0].text
