"""Data files of a simulated workspace say so on every row and in every entry, so that no part of them loses it.

Scope: the files of a release as they were written; what they hold stays as it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

MARK = "simulated"


def marked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files; CSV has one more column with "yes" in it, JSON one more key with true."""
    return {path: _marked(path, data) for path, data in files.items()}


def _marked(path: str, data: bytes) -> bytes:
    if path.endswith(".csv"):
        return _csv(data)
    return _json(data) if path.endswith(".json") else data


def _csv(data: bytes) -> bytes:
    """A column at the end, in capitals where the other columns are, and everything else byte for byte."""
    signed = data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    name = MARK.upper() if rows and rows[0][0].isupper() else MARK
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for number, row in enumerate(rows):
        writer.writerow([*row, "yes" if number else name])
    return out.getvalue().encode("utf-8-sig" if signed else "utf-8")


def _json(data: bytes) -> bytes:
    content: Any = json.loads(data)
    told = [{MARK: True, **entry} for entry in content] if isinstance(content, list) else {MARK: True, **content}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
