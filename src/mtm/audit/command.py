"""The door of the auditor: files in, an exit code and a text out.

Scope: what ``mtm audit FILE... [--json] [--html OUT] [--against WORKSPACE]`` does; argv is read by ``cli.py``, and the
matrix of a workspace is handed in, since the auditor never opens one.
Exit codes: 0 nothing of class error or likely, 1 findings of these classes, 2 nothing could be audited.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtm.audit.engine import audit
from mtm.audit.output import to_html, to_json, to_text
from mtm.model.errors import MtmError
from mtm.model.observation import Matrix

CLEAN, FOUND, FAILED = 0, 1, 2


def run(
    files: Sequence[str | Path],
    json: bool = False,
    html: str | Path | None = None,
    against_matrix: Matrix | None = None,
    language: str = "en",
) -> tuple[int, str]:
    """Audit files; ``html`` names a file that the marked report is written to."""
    try:
        result = audit(files, against_matrix=against_matrix, language=language)
    except MtmError as error:
        return FAILED, str(error)
    if html is not None:
        Path(html).write_text(to_html(result), encoding="utf-8")
    return FOUND if result.wrong else CLEAN, to_json(result) if json else to_text(result)
