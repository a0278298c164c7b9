"""KoboToolbox: the deployed versions of a form, as the cells of the XLSForms they were.

Scope: the server's own description of a form (rows of survey and choices, texts by language) turned back into sheets.
Shapes: pairs of a version's id, as submissions name it in ``__version__``, and its Content; the oldest first.
Source: KoboToolbox API v2: /api/v2/assets/{uid}/versions.json and /versions/{version}.json -> content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from mtm.model.cell import Cell, Content, Grid
from mtm.surveys.servers.client import Client

MOST = 50
TRANSLATED = ("label", "hint", "constraint_message")
PLAIN = ("relevant", "constraint", "required", "calculation", "choice_filter", "parameters", "mtm_indicator",
         "mtm_determinant", "mtm_dissemination", "mtm_personal", "mtm_window")  # fmt: skip


def deployed(client: Client, asset: str) -> list[tuple[str, Content]]:
    """The versions that were deployed. Errors: ServerError."""
    path = f"/api/v2/assets/{quote(asset, safe='')}/versions"
    answer = client.json(f"{path}.json?limit={MOST}")
    listed = answer.get("results", []) if isinstance(answer, dict) else []
    known = [one for one in listed if isinstance(one, dict) and isinstance(one.get("uid"), str)]
    found = []
    for one in sorted(known, key=lambda one: str(one.get("date_deployed") or "")):
        told = client.json(f"{path}/{quote(one['uid'], safe='')}.json")
        content = told.get("content") if isinstance(told, dict) else None
        if isinstance(content, dict):
            found.append((one["uid"], sheets_of(content)))
    return found


def sheets_of(content: Mapping[str, Any]) -> Content:
    """The survey and choices sheets that a version's content describes."""
    languages = [str(name or "") for name in content.get("translations") or [None]]
    survey = [_row(row, languages, _type(row), _name(row, "$autoname")) for row in _rows(content, "survey")]
    choices = [_row(row, languages, str(row.get("list_name", "")), _name(row, "$autovalue"))
               for row in _rows(content, "choices")]  # fmt: skip
    head = [f"{column}::{name}" if name else column for column in TRANSLATED for name in languages]
    return Content(
        "xlsx",
        (
            _grid("survey", ["type", "name", *head, *PLAIN], survey),
            _grid("choices", ["list_name", "name", *head, *PLAIN], choices),
        ),
    )


def _rows(content: Mapping[str, Any], sheet: str) -> list[Mapping[str, Any]]:
    rows = content.get(sheet) or []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _type(row: Mapping[str, Any]) -> str:
    listed = row.get("select_from_list_name")
    kind = str(row.get("type", ""))
    return f"{kind} {listed}" if listed else kind


def _name(row: Mapping[str, Any], given: str) -> str:
    return str(row.get("name") or row.get(given) or "")


def _row(row: Mapping[str, Any], languages: Sequence[str], first: str, name: str) -> list[str]:
    texts = [text for column in TRANSLATED for text in _texts(row.get(column), len(languages))]
    return [first, name, *texts, *(_plain(row.get(column)) for column in PLAIN)]


def _texts(told: Any, count: int) -> list[str]:
    texts = told if isinstance(told, list) else [told]
    return [_plain(text) for text in texts[:count]] + [""] * (count - len(texts))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value) if isinstance(value, str | int | float) else ""


def _grid(name: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    table = [head, *rows]
    return Grid(
        name, tuple(tuple(_cell(r, c, text) for c, text in enumerate(row, 1)) for r, row in enumerate(table, 1))
    )


def _cell(row: int, column: int, text: str) -> Cell:
    return Cell(row, column, f"row {row}", text, text or None)
