"""A workspace's own names (names.csv): more aliases of countries, other display names, and areas of its own.

Scope: columns code, language, kind (name, official or alias), name, and optionally list and note. ``list`` is empty for
countries, or names a breakdown such as region. Errors: WorkspaceError with file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mtm.codelists.areas import area_names
from mtm.kit.cases import Cases, read_cases
from mtm.kit.names import ALIAS, DISPLAY, OFFICIAL, AmbiguousNameError, Name, Names
from mtm.model.errors import WorkspaceError
from mtm.workspace.indicators import Codes
from mtm.workspace.yamlfile import did_you_mean

_NEEDED = ("code", "language", "kind", "name")
_KINDS = (DISPLAY, OFFICIAL, ALIAS)


def load_names(path: Path, codes: Codes) -> tuple[Names, Codes]:
    """The areas' names and the breakdowns' codes with those of names.csv added; an absent file adds nothing."""
    lists: dict[str, list[Name]] = {}
    for line, row in _rows(path):
        lists.setdefault((row.get("list") or "").strip(), []).append(_name(path, line, row))
    areas = _added(path, area_names(), lists.pop("", []))
    breakdowns = dict(codes.breakdowns)
    for dimension, entries in lists.items():
        breakdowns[dimension] = _added(path, breakdowns.get(dimension, Names.of(())), entries)
    return areas, replace(codes, breakdowns=breakdowns)


def load_cases(path: Path) -> Cases:
    """The workspace's own names in further forms (cases.csv): areas, regions, groups, sources; absent, none.

    Groups of an agency go by "source:GROUP", agencies by the id of their source.
    """
    return read_cases(_text(path), path.as_posix()) if path.is_file() else {}


def _added(path: Path, names: Names, entries: list[Name]) -> Names:
    try:
        return names.with_names(entries) if entries else names
    except AmbiguousNameError as error:
        raise WorkspaceError(
            f"gives one name to two codes ({error.first.code} and {error.second.code})",
            where=path.as_posix(),
            value=error.second.text,
            remedy="Keep the name with one of them.",
        ) from error


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        return
    reader = csv.DictReader(_text(path).splitlines())
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        remedy = f"The first line is {','.join(_NEEDED)},list,note."
        raise WorkspaceError("lacks the column", where=f"{path.as_posix()}, line 1", value=missing[0], remedy=remedy)
    for row in reader:
        if any((value or "").strip() for value in row.values() if isinstance(value, str)):
            yield reader.line_num, row


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError("cannot be read as UTF-8 text", where=path.as_posix()) from error


def _name(path: Path, line: int, row: dict[str, str]) -> Name:
    code, kind, text = (str(row[name] or "").strip() for name in ("code", "kind", "name"))
    where = f"{path.as_posix()}, line {line}"
    if not code or not text:
        raise WorkspaceError("lacks a code or a name", where=where, remedy="Fill both, or delete the line.")
    if kind not in _KINDS:
        raise WorkspaceError("has an unknown kind", where=where, value=kind, remedy=did_you_mean(kind, _KINDS))
    return Name(code, text, str(row["language"] or "").strip(), kind)
