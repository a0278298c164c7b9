"""Names in the forms that sentences need: «Узбекистана», «из Узбекистана», «в Российскую Федерацию».

Scope: reading a reviewed table of forms (columns code, language, case, text). A form is called by a word of the
locale's choice: genitive, dative, accusative, instrumental, prepositional, locative, ablative, or from, to and in,
which bring the preposition or suffix with them. Nothing is inflected here.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping

from mtm.model.errors import WorkspaceError

Cases = Mapping[tuple[str, str, str], str]
"""The text of a code, a language and a form."""

COLUMNS = ("code", "language", "case", "text")


def read_cases(text: str, where: str) -> Cases:
    """The forms of a table. Errors: WorkspaceError: file and line for a missing column or an empty or second entry."""
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        remedy = f"The first line is {','.join(COLUMNS)}."
        raise WorkspaceError("lacks the column", where=f"{where}, line 1", value=missing[0], remedy=remedy)
    found: dict[tuple[str, str, str], str] = {}
    for row in reader:
        code, language, case, form = ((row[name] or "").strip() for name in COLUMNS)
        if not any((code, language, case, form)):
            continue
        at = f"{where}, line {reader.line_num}"
        if not all((code, language, case, form)):
            raise WorkspaceError("a form needs a code, a language, a case and a text", where=at, value=code)
        if (code, language, case) in found:
            raise WorkspaceError("a form stands twice", where=at, value=f"{code}, {language}, {case}")
        found[code, language, case] = form
    return found
