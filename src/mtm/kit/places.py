"""Places in files as a language writes them: «таблица 1, строка 2, графа 2» for "table 1, row 2, column 2".

Scope: printing. Readers give addresses in English, part by part ("line 20, column VAL"); a spreadsheet's "B6" is the
same in every language. The words stand in the locale's ``formats.yml`` under ``places``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mtm.kit.formats import Formats
from mtm.model.finding import Place

_PART = re.compile(r"([a-z]+(?: [a-z]+)*) (.+)")


def address(cell: str, known: Formats) -> str:
    """An address inside a file; a part that the language has no words for stays as it is."""
    words = _words(known)
    return ", ".join(_part(part, words) for part in cell.split(", ")) if words else cell


def placed(place: Place, known: Formats) -> str:
    """File, sheet and address, as ``str(place)`` gives them in English."""
    words = _words(known)
    if not words:
        return str(place)
    named = place.sheet and not repeats(place.sheet, place.cell)
    sheet = f", {_part(f'sheet {place.sheet}', words)}" if named else ""
    cell = f", {address(place.cell, known)}" if place.cell else ""
    return f"{place.file}{sheet}{cell}"


def repeats(sheet: str, cell: str) -> bool:
    """Whether the address says the sheet already: tables of a text document are sheets called "table 1"."""
    return cell == sheet or cell.startswith(f"{sheet}, ")


def _part(text: str, words: Mapping[str, str]) -> str:
    found = _PART.fullmatch(text)
    return str(words[found[1]]).format(n=found[2]) if found and found[1] in words else text


def _words(known: Formats) -> Mapping[str, str]:
    places: Mapping[str, str] = known.data.get("places", {})
    return places
