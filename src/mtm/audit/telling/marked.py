"""The audited text as a page: findings marked in place, the arithmetic beside them.

Scope: one self-contained HTML page without scripts or outside addresses; every character of the document is escaped.
A list of the findings comes first; each stands again, with its arithmetic, beside the line of its first place.
"""

from __future__ import annotations

import re
from html import escape
from string import Template

from mtm.audit.documents.piece import Document
from mtm.audit.findings import AuditResult, Found

MAX_LINES = 20_000
_TAG = re.compile(r"&lt;[/!]?[A-Za-z-](?:(?!&lt;|&gt;).)*&gt;")

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Audit of $name</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 95rem; padding: 1rem; }
body { color: #1a1a1a; background: #fff; }
ol.findings { list-style: none; padding: 0; }
ol.findings li { border-left: .4rem solid #555; padding: .2rem .8rem; margin: 0 0 .8rem; }
li.error { border-color: #a4161a; } li.likely { border-color: #b35900; } li.editorial { border-color: #3a5a98; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
.line { display: grid; grid-template-columns: 4rem minmax(0, 1fr) minmax(0, 26rem); column-gap: 1rem; }
.line > a { color: #595959; text-decoration: none; } .tag { color: #6b6b6b; font-size: .75em; }
aside { font-size: .9rem; grid-column: 3; margin-bottom: .6rem; }
aside div { border-left: .3rem solid #555; padding-left: .6rem; margin-bottom: .4rem; }
aside .error { border-color: #a4161a; } aside .likely { border-color: #b35900; }
aside .editorial { border-color: #3a5a98; }
@media (max-width: 55rem) { .line { grid-template-columns: 3rem minmax(0, 1fr); } aside { grid-column: 2; } }
mark { padding: 0 .1em; border-bottom: .15em solid; color: inherit; }
mark.error { background: #fde2e2; border-color: #a4161a; } mark.likely { background: #ffe8cc; border-color: #b35900; }
mark.editorial { background: #e3ebfa; border-color: #3a5a98; } mark.operand { background: #eee; border-color: #777; }
mark sup a { color: #1a1a1a; }
@media (prefers-color-scheme: dark) {
body { background: #161616; color: #eee; } mark { color: #111; } .line > a, .tag { color: #aaa; } a { color: #9cf; }
}
</style>
</head>
<body>
<h1>Audit of $name</h1>
<p>$summary. $coverage</p>
$problems
<h2>Findings</h2>
<ol class="findings">
$findings
</ol>
$texts
</body>
</html>
""")


def marked(result: AuditResult, summary: str, coverage: str) -> str:
    """The whole page."""
    name = escape(", ".join(d.name for d in result.documents))
    problems = "".join(f"<p>Not audited: {escape(p)}.</p>" for p in result.problems)
    findings = "\n".join(_finding(result, f) for f in result.findings) or "<li>None.</li>"
    texts = "\n".join(_text(result, number, d) for number, d in enumerate(result.documents))
    return _PAGE.substitute(
        name=name, summary=escape(summary), coverage=escape(coverage), problems=problems, findings=findings, texts=texts
    )


def _finding(result: AuditResult, found: Found) -> str:
    """One line of the list: which finding, where, and what is probably right."""
    links = ", ".join(
        f'<a href="#p{p.file}-{p.where}">{result.documents[p.file].unit} {p.where}</a> “{escape(p.text)}”'
        for p in found.places[:12]
    )
    head = f"<strong>{found.id} {found.kind}, {found.severity}</strong>: {links}"
    return f'<li class="{found.kind}" id="{found.id}">{head}<br>{_reason(found)}</li>'


def _reason(found: Found) -> str:
    """The sentence, the repair, and the arithmetic where the sentence does not hold it already."""
    arithmetic = f"<br>{escape(found.formula)}" if found.formula and found.formula not in found.message else ""
    repair = f" Probably {escape(found.repair)}." if found.repair else ""
    foot = f"<br><small>Rule {escape(found.rule)}, confidence {found.confidence}.</small>"
    return f"{escape(found.message)}{repair}{arithmetic}{foot}"


def _text(result: AuditResult, number: int, document: Document) -> str:
    spans = _spans(result, number)
    beside = _beside(result, number)
    lines = []
    for where, line in enumerate(document.texts[:MAX_LINES], 1):
        body = _line(line, spans.get(where, []))
        if document.format == "html":
            body = _TAG.sub(r'<span class="tag">\g<0></span>', body)
        name = f"p{number}-{where}"
        aside = f"<aside>{beside[where]}</aside>" if where in beside else ""
        lines.append(f'<div class="line" id="{name}"><a href="#{name}">{where}</a><pre>{body}</pre>{aside}</div>')
    hidden = len(document.texts) - MAX_LINES
    if hidden > 0:
        lines.append(f"<p>{hidden} further {document.unit}s are not shown here; their findings are in the list.</p>")
    return f"<h2>{escape(document.name)}</h2>\n" + "\n".join(lines)


def _beside(result: AuditResult, number: int) -> dict[int, str]:
    """What stands beside each line: the findings whose first place is in it."""
    found: dict[int, str] = {}
    for finding in result.findings:
        first = finding.places[0] if finding.places else None
        if first is not None and first.file == number:
            note = f'<div class="{finding.kind}"><a href="#{finding.id}">{finding.id}</a> {_reason(finding)}</div>'
            found[first.where] = found.get(first.where, "") + note
    return found


def _spans(result: AuditResult, number: int) -> dict[int, list[tuple[int, int, str, str]]]:
    """Marks per line, places before operands, none overlapping."""
    found: dict[int, list[tuple[int, int, str, str]]] = {}
    for finding in result.findings:
        for place in finding.places:
            if place.file == number:
                found.setdefault(place.where, []).append((place.start, place.end, finding.kind, finding.id))
    for finding in result.findings:
        for place in finding.operands:
            if place.file == number:
                found.setdefault(place.where, []).append((place.start, place.end, "operand", finding.id))
    return {where: _apart(spans) for where, spans in found.items()}


def _apart(spans: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    kept: list[tuple[int, int, str, str]] = []
    for span in spans:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def _line(line: str, spans: list[tuple[int, int, str, str]]) -> str:
    parts = []
    position = 0
    for start, end, kind, name in spans:
        parts.append(escape(line[position:start]))
        note = f'<sup><a href="#{name}">{name}</a></sup>' if kind != "operand" else ""
        parts.append(f'<mark class="{kind}" title="{name}">{escape(line[start:end])}{note}</mark>')
        position = end
    parts.append(escape(line[position:]))
    return "".join(parts)
