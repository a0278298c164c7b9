"""The HTML page in a browser: accessible, readable on a telephone, and a number opens its derivation in place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sample_report import register_of, sample_report

from mtm import charts
from mtm.writers import html

AXE = Path(__file__).parent.parent / "vendor/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    installed = next((path for path in CHROMIUM if Path(path).exists()), None)
    with playwright.sync_playwright() as running:
        try:
            started = running.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium browser: {error.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    whole = sample_report()
    sections = tuple(section for section in whole.sections if section.id != "long")
    report = replace(whole, sections=sections, register=register_of(whole.front, sections)[:40])
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_bytes(html.write(report, charts.draw_all(report)))
    return file.as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(browser, address, width, scheme) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))

    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    context.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


CONTRASTS = """() => {
  const linear = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 };
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const contrast = e => {
    const style = getComputedStyle(e);
    const ink = rgb(e.namespaceURI.endsWith('svg') ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const texts = 'svg text:not(.white):not(.black), a, p, li, th, td, dt, dd, caption span, h1, h2, h3';
  return [...document.querySelectorAll(texts)]
    .filter(e => e.textContent.trim() && e.checkVisibility())
    .map(e => [contrast(e), e.textContent.trim().slice(0, 30)])
    .filter(([ratio]) => ratio < 4.5);
}"""
FOCUSED = """() => {
  const e = document.activeElement;
  return [e.tagName, e.className, getComputedStyle(e).outlineStyle, e.dataset.figure || ''];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(browser, address, scheme) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address)

    faint = page.evaluate(CONTRASTS)
    context.close()
    assert faint == []


def test_nothing_is_fetched_and_no_script_runs(browser, address) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.close()

    assert [url for url in asked if not url.startswith("data:")] == [address]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(browser, address, width) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide <= width


def test_a_number_opens_its_derivation_without_leaving_the_place(browser, address) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address)
    link = page.locator("main a[data-figure]").nth(40)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    entry = page.locator(".entry:target")

    assert entry.is_visible()
    assert entry.inner_text().find(link.inner_text()) >= 0
    assert page.evaluate("document.activeElement.id") == entry.get_attribute("id")
    assert page.evaluate("scrollY") == before
    entry.locator(".close").click()
    assert page.locator(".entry:target").count() == 0
    assert page.evaluate("scrollY") == before
    page.close()


def test_the_keyboard_reaches_the_text_tables_and_numbers_and_sees_where_it_is(browser, address) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUSED)
        assert seen[2] == "solid"
        reached.add("figure" if seen[3] else seen[1] or seen[0])
    page.close()

    assert {"figure", "scroll", "A"} <= reached


@pytest.mark.parametrize(("width", "shown", "hidden"), [(390, ".narrow", ".wide"), (1280, ".wide", ".narrow")])
def test_a_telephone_gets_charts_drawn_for_it(browser, address, width, shown, hidden) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)

    assert page.locator(f"#chart-pairs {shown}").is_visible()
    assert not page.locator(f"#chart-pairs {hidden}").is_visible()
    size = page.evaluate(f"document.querySelector('#chart-pairs {shown} text').getBoundingClientRect().height")
    page.close()
    assert size >= 12
