"""KoboToolbox: the submissions of a form, page by page, as the tables of an export.

Scope: API v2. Names and codes come as they are stored; repeats are lists inside a submission and become tables linked
by ``_parent_index``. Pages are asked for in the order of ``_id``: submissions that come in meanwhile shift none.
Source: KoboToolbox API v2: /api/v2/assets/{uid}/data.json?limit&start&sort -> count, next, results; {uid}.xls.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from mtm.surveys.extra import needed
from mtm.surveys.intake.export import Export, Piece, Table
from mtm.surveys.servers.client import Client, ServerError

PAGE = 1_000
MAX_PAGES = 5_000
MAX_DEPTH = 8
MAIN = "submissions"


@dataclass
class _Rows:
    """The rows of one table so far: pages of columns, and the names of all columns in the order they came."""

    headers: dict[str, None] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    fresh: list[dict[str, str]] = field(default_factory=list)
    total: int = 0

    def close_page(self) -> None:
        """Turn the page's rows into columns, which take a tenth of the room."""
        pa = needed("pyarrow")
        names = list(dict.fromkeys(name for row in self.fresh for name in row))
        self.headers |= dict.fromkeys(names)
        columns = {n: pa.array([row.get(n) for row in self.fresh], pa.string()).dictionary_encode() for n in names}
        self.pages.append(columns)
        self.counts.append(len(self.fresh))
        self.fresh = []


def pull(client: Client, asset: str) -> tuple[Export, str]:
    """All submissions of a form, and the hash of what the server answered. Errors: ServerError."""
    tables: dict[str, _Rows] = {MAIN: _Rows()}
    digest = hashlib.sha256()
    seen: set[Any] = set()
    for results in _pages(client, asset):
        for submission in results:
            if not isinstance(submission, dict) or submission.get("_id") in seen:
                continue
            seen.add(submission.get("_id"))
            digest.update(json.dumps(submission, sort_keys=True).encode())
            _unfold(submission, MAIN, {}, tables, 0)
        for rows in tables.values():
            rows.close_page()
    found = tuple(_table(name, rows) for name, rows in tables.items())
    return Export(f"{asset} on {client.server}", found), digest.hexdigest()


def form(client: Client, asset: str) -> bytes:
    """The form as an XLSForm workbook."""
    return client.file(f"/api/v2/assets/{quote(asset, safe='')}.xls")


def _pages(client: Client, asset: str) -> Iterator[list[Any]]:
    start = 0
    for _ in range(MAX_PAGES):
        query = urlencode({"limit": PAGE, "start": start, "sort": '{"_id":1}', "format": "json"})
        answer = client.json(f"/api/v2/assets/{quote(asset, safe='')}/data.json?{query}")
        results = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(results, list):
            remedy = "Check the address: it is that of KoboToolbox, such as https://kf.kobotoolbox.org."
            raise ServerError("the server's answer holds no submissions", where=client.server, remedy=remedy)
        yield results
        start += len(results)
        if not answer.get("next") or not results:
            return
    raise ServerError("the server has no end of pages", where=client.server)


def _unfold(
    submission: Mapping[str, Any], name: str, links: Mapping[str, str], tables: dict[str, _Rows], depth: int
) -> None:
    """One submission, or one round of a repeat, as a row; lists of answers inside it go to tables of their own."""
    rows = tables.setdefault(name, _Rows())
    rows.total += 1
    index = str(rows.total)
    row = {"_index": index, **links}
    for key, value in submission.items():
        if _is_repeat(key, value) and depth < MAX_DEPTH:
            for one in value:
                inner = {"_parent_index": index, "_parent_table_name": name}
                _unfold(one, key.rpartition("/")[2], inner, tables, depth + 1)
        elif value is not None:
            row[str(key)] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    rows.fresh.append(row)


def _is_repeat(key: str, value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and not key.startswith("_")
        and all(isinstance(one, dict) for one in value)
    )


def _table(name: str, rows: _Rows) -> Table:
    headers = tuple(rows.headers)
    return Table("kobo", name, headers, lambda: _pieces(rows, headers))


def _pieces(rows: _Rows, headers: tuple[str, ...]) -> Iterator[Piece]:
    pa = needed("pyarrow")
    words = pa.dictionary(pa.int32(), pa.string())
    first = 1
    for columns, count in zip(rows.pages, rows.counts, strict=True):
        if count:
            yield Piece([columns.get(name, pa.nulls(count, words)) for name in headers], count, first)
            first += count
