"""Tables that a text file holds in HTML are tables."""

from __future__ import annotations

import pytest

from mtm.audit import AuditResult
from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

# 1,204 + 836 + 960 = 3,000
TABLE = """# Visas

Visas issued in 2023, by purpose

<table>
<tr><th>Purpose</th><th>Visas</th></tr>
<tr><td>Work</td><td>{}</td></tr>
<tr><td>Study</td>
<td>836</td></tr>
<tr><td>Family</td><td>960</td></tr>
<tr><td>Total</td><td>3,000</td></tr>
</table>

{}
"""


def _audited(text: str, name: str) -> AuditResult:
    return audit_documents([open_bytes(name, text.encode())])


@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_a_table_in_html_inside_a_text_is_added_up_and_its_places_are_lines_of_the_text(name: str) -> None:
    assert not _audited(TABLE.format("1,204", "After it."), name).wrong
    text = TABLE.format("1,704", "After it.")
    (finding,) = _audited(text, name).wrong
    named = [*finding.places, *finding.operands]
    assert {"1,704", "836", "960", "3,000"} == {place.text for place in named}
    assert all(text.split("\n")[place.where - 1][place.start : place.end] == place.text for place in named)


def test_what_follows_a_table_in_html_is_text_again() -> None:
    after = "Of 3,000 visas 836 were for study ({}%)."  # 836 / 3,000 = 27.9 %
    assert not _audited(TABLE.format("1,204", after.format("27.9")), "report.md").wrong
    assert _audited(TABLE.format("1,204", after.format("29.7")), "report.md").wrong


def test_a_table_that_never_ends_takes_nothing_of_the_text_with_it() -> None:
    text = "<table>\n" * 3000 + "\nOf 3,000 visas 836 were for study (29.7%)."
    assert _audited(text, "report.md").wrong
