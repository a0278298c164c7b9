"""Audits whole reports that no template wrote: clean, and with one known error at a time.

Each report is a Markdown file; beside it a list of one-place errors: the right words, the wrong ones, the kind, and
what in the text contradicts it. An error is found when a finding of class error or likely has one of the altered
characters among its places or operands, and named when it stands among its places.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents
from mtm.audit.findings import AuditResult, Found
from tests.audit.freeform_rendering import render

DEVELOPMENT = Path(__file__).parent / "freeform"


class Error(NamedTuple):
    """One error of one report; ``wrong`` replaces ``right``."""

    report: str
    kind: str
    right: str
    wrong: str
    contradicted_by: str


def reports(folder: Path = DEVELOPMENT) -> list[Path]:
    return sorted(p for p in folder.glob("*.md") if p.with_suffix(".errors.yml").is_file())


def errors(path: Path) -> list[Error]:
    listed = yaml.safe_load(path.with_suffix(".errors.yml").read_text(encoding="utf-8"))
    return [Error(path.stem, e["kind"], e["right"], e["wrong"], e["contradicted_by"]) for e in listed]


@cache
def audited(markdown: str, form: str) -> AuditResult:
    return audit_documents([open_bytes(f"report.{form}", render(markdown, form))], None, None)


def alarms(result: AuditResult) -> list[Found]:
    return [f for f in result.findings if f.kind in ("error", "likely")]


def altered(markdown: str, error: Error) -> tuple[str, int, int, int]:
    """The wrong text, and the line and offsets of what differs in it."""
    at = markdown.index(error.right)
    text = markdown.replace(error.right, error.wrong)
    first = next(k for k, (a, b) in enumerate(zip(error.right, error.wrong, strict=False)) if a != b)
    tail = next((k for k, (a, b) in enumerate(zip(error.right[::-1], error.wrong[::-1], strict=False)) if a != b), 0)
    start, end = at + first, max(at + len(error.wrong) - tail, at + first + 1)
    line = text.count("\n", 0, start) + 1
    begin = text.rfind("\n", 0, start) + 1
    return text, line, start - begin, end - begin


def verdict(path: Path, error: Error) -> str:
    """found and named, found, or missed."""
    text, line, start, end = altered(path.read_text(encoding="utf-8"), error)
    touched = ""
    for finding in alarms(audited(text, "md")):
        for kind, places in (("named", finding.places), ("found", finding.operands)):
            if any(p.where == line and p.start < end and start < p.end for p in places):
                touched = kind if touched != "named" else touched
    return touched or "missed"


def verdicts(folder: Path = DEVELOPMENT) -> Iterator[tuple[Error, str]]:
    for path in reports(folder):
        for error in errors(path):
            yield error, verdict(path, error)
