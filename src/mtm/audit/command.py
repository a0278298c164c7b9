"""The door of the auditor: files in, an exit code and a text out.

Scope: what ``mtm audit FILE... [--json] [--html OUT] [--against WORKSPACE]`` does; argv is read by ``cli.py``, and the
matrix of a workspace is handed in, since the auditor never opens one.
Exit codes: 0 nothing of class error or likely, 1 findings of these classes, 2 nothing could be audited.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtm.audit.engine import audit
from mtm.audit.telling.output import to_html, to_json, to_text
from mtm.model.errors import MtmError
from mtm.model.observation import Matrix

CLEAN, FOUND, FAILED = 0, 1, 2
_OTHER = "Name another file."


def run(
    files: Sequence[str | Path],
    json: bool = False,
    html: str | Path | None = None,
    against_matrix: Matrix | None = None,
    language: str = "en",
) -> tuple[int, str]:
    """Audit files; ``html`` names a file that the marked report is written to, never one of the audited files."""
    try:
        if html is not None and Path(html).resolve() in {Path(file).resolve() for file in files}:
            raise MtmError("is the report itself: the marked text would replace it", where=str(html), remedy=_OTHER)
        result = audit(files, against_matrix=against_matrix, language=language)
        if html is not None:
            _write(Path(html), to_html(result))
    except MtmError as error:
        return FAILED, str(error)
    return FOUND if result.wrong else CLEAN, to_json(result) if json else to_text(result)


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MtmError(f"cannot be written ({error.strerror or error})", where=str(path), remedy=_OTHER) from error
