"""Is the form what a server takes? pyxform converts it, and mistakes it does not look for are found here.

Scope: settings, column names, lists. pyxform gets the cells that our own reader found, so that a hostile workbook is
never opened by it; its Java validator is not needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtm.model.cell import Content
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys.extra import needed
from mtm.surveys.forms.looked_at import SHOWN, LookedAt, few, gathered
from mtm.surveys.forms.sheets import TRANSLATED, Entry, printed
from mtm.workspace.yamlfile import did_you_mean

COLUMNS = frozenset({
    "type", "name", *TRANSLATED, "required", "relevant", "constraint", "calculation", "choice_filter", "appearance",
    "parameters", "default", "read_only", "readonly", "repeat_count", "trigger", "note", "notes", "comment", "comments",
    "autoplay", "accuracythreshold", "body", "instance", "bind", "media", "$given_name", "hxl", "disabled", "count",
    "guidance_hint", "image", "big-image", "save_to", "intent", "or_other", "file", "kobo--score-choices",
    "kobo--locking-profile", "$kuid", "$qpath", "$xpath", "$autoname", "$prev", "mtm_indicator", "mtm_determinant",
    "mtm_dissemination", "mtm_personal", "mtm_window",
})  # fmt: skip
"""Columns of the survey sheet that servers, pyxform or mtm know."""

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]")
_SHEET = re.compile(r"'(survey|choices|settings|external_choices|entities)'")


def structure(seen: LookedAt) -> Iterator[Finding]:
    """Unknown columns, missing settings, lists that repeat themselves or are not used."""
    yield from _columns(seen)
    yield from _settings(seen)
    yield from _lists(seen)


def _columns(seen: LookedAt) -> Iterator[Finding]:
    headers = ((column, header) for (column, _), header in seen.survey.headers.items())
    unknown = [pair for pair in headers if not {pair[0], pair[0].partition(":")[0]} & COLUMNS]
    for column, header in unknown[:SHOWN]:
        place = Place(seen.file, seen.survey.name, header.address, printed(header.value)[:80])
        near = did_you_mean(column, COLUMNS) if len(column) > 2 else ""
        near = near if near.startswith("Did you mean") else ""
        yield Finding.make("survey_column_unknown", Severity.NOTE, place, column=printed(header.value), near=near)


def _settings(seen: LookedAt) -> Iterator[Finding]:
    entry = seen.settings.entries[0] if seen.settings.entries else None
    for column in ("form_id", "version"):
        if entry is None or not entry.text(column):
            place = Place(seen.file, seen.settings.name or "settings")
            yield Finding.make("survey_setting_missing", Severity.WARNING, place, setting=column)
    types = {question.type for question in seen.form.questions}
    lacking = [type_ for type_ in ("start", "end") if type_ not in types]
    if lacking:
        place = Place(seen.file, seen.survey.name)
        yield Finding.make("survey_no_times", Severity.WARNING, place, types=few(lacking))


def _lists(seen: LookedAt) -> Iterator[Finding]:
    names: dict[tuple[str, str], Entry] = {}
    labels: dict[tuple[str, str, str], Entry] = {}
    used = {question.list_name for question in seen.form.questions}
    unused: Counter[str] = Counter()
    for entry in seen.choices.entries:
        listed, name = entry.text("list_name"), entry.text("name")
        if not listed:
            continue
        unused[listed] += listed not in used
        if not name:
            yield Finding.make("survey_choice_no_name", Severity.BLOCKING, entry.place("list_name"), list=listed)
        elif names.setdefault((listed, name), entry) is not entry:
            yield _twice("survey_choice_twice", Severity.BLOCKING, entry, names[listed, name], listed, name)
        for language, text in entry.texts("label"):
            first = labels.setdefault((listed, language, text.casefold()), entry)
            if first is not entry and first.texts("choice_filter") == entry.texts("choice_filter"):
                yield _twice("survey_choice_label_twice", Severity.WARNING, entry, first, listed, text[:60])
    for listed in sorted(name for name, count in unused.items() if count):
        place = next(e.place("list_name") for e in seen.choices.entries if e.text("list_name") == listed)
        yield Finding.make("survey_list_unused", Severity.NOTE, place, list=listed)


def _twice(rule: str, severity: str, entry: Entry, first: Entry, listed: str, name: str) -> Finding:
    column = "name" if rule == "survey_choice_twice" else "label"
    language = "" if column == "name" else next((lang for lang, t in entry.texts("label") if t[:60] == name), "")
    return Finding.make(rule, severity, entry.place(column, language), list=listed, name=name, row=str(first.row))


def converted(content: Content, file: str) -> list[Finding]:
    """What pyxform says: an error that keeps servers from taking the form, or warnings."""
    xls2xform, errors = needed("pyxform.xls2xform"), needed("pyxform.errors")
    try:
        made = xls2xform.convert(xlsform=_workbook(content), validate=False)
    except errors.PyXFormError as error:
        return [_pyxform("survey_pyxform_error", Severity.BLOCKING, str(error), file)]
    except Exception as error:  # pyxform meets odd cells with whatever Python raises
        return [_pyxform("survey_pyxform_error", Severity.BLOCKING, f"{type(error).__name__}: {error}", file)]
    return [_pyxform("survey_pyxform_warning", Severity.NOTE, text, file) for text in made.warnings]


def _pyxform(rule: str, severity: str, text: str, file: str) -> Finding:
    row, sheet = _ROW.search(text), _SHEET.search(text)
    place = Place(file, sheet[1] if sheet else "", f"row {row[1]}" if row else "")
    told = " ".join(_ROW.sub("", text).split())[:400]
    return gathered(rule, severity, [place], said=told)[0]


def _workbook(content: Content) -> dict[str, list[dict[str, str]]]:
    """The cells as pyxform wants them: rows of texts under the headers as the author wrote them."""
    found: dict[str, list[dict[str, str]]] = {}
    for grid in content.grids:
        rows = list(grid.rows)
        headers = [printed(cell.value) for cell in rows[0]] if rows else []
        name = grid.name.strip().lower()
        found[name] = [
            {
                header: text
                for header, cell in zip(headers, row, strict=False)
                if header and (text := printed(cell.value))
            }
            for row in rows[1:]
        ]
        found[f"{name}_header"] = [dict.fromkeys((header for header in headers if header), "")]
    return found
