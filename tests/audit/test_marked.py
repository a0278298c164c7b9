"""The marked page shows every finding in its place with its arithmetic beside it, and lets nothing of the text act."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from mtm.audit import audit
from mtm.audit.command import CLEAN, FAILED, FOUND, run
from mtm.audit.telling.output import to_html

_REPORT = """# Bulletin, third quarter of 2025

<script>alert("x & y")</script> **A&B "Ltd"** counted the arrivals.

Of 48,210 arrivals, 21,430 came from Uzbekistan (54.4%), 15,890 from Kyrgyzstan (33.0%), 6,410 from China (13.3%) and
4,480 from other countries (9.3%).
"""


def _page(tmp_path: Path, text: str = _REPORT, name: str = "report.md") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return to_html(audit([path]))


def _line(page: str, number: int) -> str:
    found = re.search(rf'<div class="line" id="p0-{number}">.*?</div>\n', page, re.S)
    assert found is not None
    return found[0]


def test_the_wrong_number_is_marked_in_its_line_and_explained_beside_it(tmp_path: Path) -> None:
    line = _line(_page(tmp_path), 5)
    assert re.search(r'<mark class="error"[^>]*>54\.4', line)
    aside = line.partition("<aside>")[2]
    assert "21,430 / 48,210 = 44.5%" in unescape(aside)


def test_no_markup_of_the_report_acts_in_the_page(tmp_path: Path) -> None:
    page = _page(tmp_path)
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;x &amp; y&quot;)&lt;/script&gt;" in page


def test_the_text_of_the_page_is_the_text_of_the_report(tmp_path: Path) -> None:
    page = _page(tmp_path)
    shown = [re.sub(r"<sup>.*?</sup>|<[^>]+>", "", body) for body in re.findall(r"<pre>(.*?)</pre>", page, re.S)]
    assert [unescape(line) for line in shown] == _REPORT.split("\n")


def test_every_link_of_the_page_leads_to_a_place_in_it(tmp_path: Path) -> None:
    page = _page(tmp_path)
    names = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= names
    assert not re.search(r'(?:src|href)="(?!#)', page)


def test_a_file_name_is_escaped(tmp_path: Path) -> None:
    assert "A&amp;B.md" in _page(tmp_path, name="A&B.md")


def test_the_marked_text_never_replaces_the_report(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("<html><body><p>A total of 48,210 arrivals.</p></body></html>", encoding="utf-8")
    code, said = run([path], html=path)
    assert (code, "would replace it" in said) == (FAILED, True)
    assert "48,210 arrivals" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "code"), [(_REPORT, FOUND), (_REPORT.replace("54.4", "44.5"), CLEAN)])
def test_the_page_is_written_whatever_was_found(tmp_path: Path, text: str, code: int) -> None:
    path = tmp_path / "report.md"
    path.write_text(text, encoding="utf-8")
    assert run([path], html=tmp_path / "marked.html")[0] == code
    assert (tmp_path / "marked.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(_REPORT, encoding="utf-8")
    code, said = run([path], html=tmp_path / "no" / "marked.html")
    assert (code, "cannot be written" in said) == (FAILED, True)
