"""An XLSForm's cells become a Form; what cannot be meant becomes findings with their cells.

Scope: structure (types, names, groups, lists, languages). Whether the form is good is the business of ``check``.
Shapes: Content in, Form or None and findings out. A form with a blocking finding is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from mtm.model.cell import Content
from mtm.model.finding import Finding, Place, Severity
from mtm.surveys import form as nouns
from mtm.surveys.form import Choice, Form, Group, Kind, Question
from mtm.surveys.forms import types
from mtm.surveys.forms.sheets import Entry, Sheet, sheet_of
from mtm.surveys.forms.types import Type, type_of

NAME = re.compile(r"[^\W\d][\w.-]*")
REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}\s]+)\s*\}")
RESERVED = ("interviews", "__version__", "meta")
OTHER_TEXTS = {"en": "Other", "ru": "Другое", "kk": "Басқа"}


@dataclass
class _Reading:
    """What has been read of a survey sheet so far."""

    file: str
    choices: Mapping[str, tuple[Choice, ...]]
    questions: list[Question] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    open: list[tuple[Group, Entry]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    siblings: dict[tuple[str, ...], int] = field(default_factory=dict)

    def find(self, rule: str, severity: str, place: Place, **params: str | int) -> None:
        pairs = tuple(sorted((name, str(value)) for name, value in params.items()))
        self.findings.append(Finding(rule, severity, (place,), pairs))


def read_form(content: Content, file: str) -> tuple[Form | None, tuple[Finding, ...]]:
    """The form that a workbook holds, and what is wrong with its structure.

    ``file`` is the name that findings print.
    """
    survey = sheet_of(content, file, "survey")
    if survey is None or not survey.entries or ("type", "") not in survey.headers:
        return None, (Finding.make("survey_no_survey_sheet", Severity.BLOCKING, Place(file)),)
    lists = sheet_of(content, file, "choices") or Sheet()
    settings = sheet_of(content, file, "settings") or Sheet()
    reading = _Reading(file, _choices(lists))
    reading.findings.extend(_sheet_findings(file, survey, lists))
    for entry in survey.entries:
        _row(reading, entry)
    for group, entry in reading.open:
        reading.find("survey_group_not_closed", Severity.BLOCKING, entry.place("type"), name=group.name)
    blocked = any(finding.severity == Severity.BLOCKING for finding in reading.findings)
    form = None if blocked else _form(reading, survey, settings)
    return form, tuple(reading.findings)


def _form(reading: _Reading, survey: Sheet, settings: Sheet) -> Form:
    told = settings.entries[0] if settings.entries else None
    languages = survey.languages or ("",)
    default = told.text("default_language") if told else ""
    known = {survey.spelled(language): language for language in languages}
    return Form(
        id=(told.text("form_id") if told else "") or "form",
        version=told.text("version") if told else "",
        title=told.text("form_title") if told else "",
        languages=languages,
        default_language=known.get(default, languages[0]),
        questions=_with_derived_persons(reading.questions),
        groups=tuple(reading.groups),
    )


def _sheet_findings(file: str, *sheets: Sheet) -> Iterator[Finding]:
    for sheet in sheets:
        if sheet.cut:
            yield Finding.make("survey_too_many_rows", Severity.BLOCKING, Place(file, sheet.name), sheet=sheet.name)
        for cell in sheet.overlong:
            yield Finding.make("survey_text_too_long", Severity.BLOCKING, Place(file, sheet.name, cell.address))
        for cell in sheet.repeated:
            place = Place(file, sheet.name, cell.address, str(cell.value)[:80])
            yield Finding.make("survey_column_twice", Severity.BLOCKING, place, column=str(cell.value)[:80])


def _choices(sheet: Sheet) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, dict[str, Choice]] = {}
    for entry in sheet.entries:
        name = entry.text("name")
        if entry.text("list_name") and name:
            found.setdefault(entry.text("list_name"), {}).setdefault(name, Choice(name, entry.texts("label")))
    return {name: tuple(choices.values()) for name, choices in found.items()}


def _row(reading: _Reading, entry: Entry) -> None:
    text = entry.text("type")
    if not text:
        if entry.text("name"):
            reading.find("survey_no_type", Severity.BLOCKING, entry.place("name"), name=entry.text("name"))
        return
    known = type_of(text)
    if known is None:
        reading.find("survey_unknown_type", Severity.BLOCKING, entry.place("type"), type=text[:80])
    elif known.kind in (types.END_GROUP, types.END_REPEAT):
        _close(reading, entry, known)
    elif known.kind in (types.GROUP, types.REPEAT):
        _open(reading, entry, known)
    elif known.kind != types.NOTHING:
        _question(reading, entry, known)


def _close(reading: _Reading, entry: Entry, known: Type) -> None:
    wanted = known.kind == types.END_REPEAT
    if not reading.open or reading.open[-1][0].repeat != wanted:
        reading.find("survey_group_not_open", Severity.BLOCKING, entry.place("type"), type=entry.text("type"))
        return
    reading.open.pop()


def _open(reading: _Reading, entry: Entry, known: Type) -> None:
    name = _name(reading, entry) or f"group_{entry.row}"
    around = reading.open[-1][0] if reading.open else None
    if known.kind == types.REPEAT and any(group.repeat and group.name == name for group in reading.groups):
        reading.find("survey_repeat_twice", Severity.BLOCKING, entry.place("name"), name=name)
    group = Group(
        name=name,
        path=((*around.path, name) if around else (name,)),
        labels=entry.texts("label"),
        repeat=known.kind == types.REPEAT,
        parent=_repeat_around(reading),
        relevant=_joined(around.relevant if around else "", entry.text("relevant")),
        row=entry.row,
    )
    reading.groups.append(group)
    reading.open.append((group, entry))


def _question(reading: _Reading, entry: Entry, known: Type) -> None:
    name = _name(reading, entry)
    if not name:
        return
    around = reading.open[-1][0] if reading.open else None
    unique = _unique(reading, entry, name, around.path if around else ())
    question = Question(
        name=unique,
        written="" if unique == name else name,
        kind=_kind(known, entry),
        type=known.name,
        labels=entry.texts("label"),
        hints=entry.texts("hint"),
        constraint_messages=entry.texts("constraint_message"),
        list_name=known.list_name,
        choices=_listed(reading, entry, known),
        choice_filter=entry.text("choice_filter"),
        groups=around.path if around else (),
        repeat=_repeat_around(reading),
        relevant=_joined(around.relevant if around else "", entry.text("relevant")),
        constraint=entry.text("constraint"),
        required=entry.text("required").lower() in ("yes", "true", "true()", "1"),
        calculation=entry.text("calculation"),
        place=_place(entry),
        row=entry.row,
    )
    reading.questions.append(question)
    if known.other:
        told = f"selected(${{{name}}}, 'other')"
        relevant = _joined(question.relevant, told)
        reading.questions.append(
            Question(f"{name}_other", Kind.TEXT, "text", groups=question.groups, repeat=question.repeat,
                     relevant=relevant, row=entry.row)
        )  # fmt: skip


def _kind(known: Type, entry: Entry) -> str:
    """A range counts in whole numbers unless one of its parameters has a point."""
    if known.name == "range" and "." not in entry.text("parameters"):
        return Kind.INTEGER
    return known.kind


def _listed(reading: _Reading, entry: Entry, known: Type) -> tuple[Choice, ...]:
    if not known.list_name or known.from_file or known.list_name.startswith("${"):
        return ()
    found = reading.choices.get(known.list_name)
    if found is None:
        reading.find("survey_unknown_list", Severity.BLOCKING, entry.place("type"), list=known.list_name)
        return ()
    if known.other and all(choice.name != "other" for choice in found):
        return (*found, Choice("other", tuple(OTHER_TEXTS.items())))
    return found


def _name(reading: _Reading, entry: Entry) -> str:
    name = entry.text("name")
    if not NAME.fullmatch(name):
        rule = "survey_bad_name" if name else "survey_no_name"
        reading.find(rule, Severity.BLOCKING, entry.place("name" if name else "type"), name=name[:80])
        return ""
    path = (*(reading.open[-1][0].path if reading.open else ()), name.lower())
    if path in reading.siblings or name.lower() in RESERVED:
        row = reading.siblings.get(path, 0)
        rule = "survey_name_twice" if row else "survey_name_reserved"
        reading.find(rule, Severity.BLOCKING, entry.place("name"), name=name, row=row)
        return ""
    reading.siblings[path] = entry.row
    return name


def _unique(reading: _Reading, entry: Entry, name: str, groups: tuple[str, ...]) -> str:
    """The name of a question's column: its own, or with its group before it where another question has that name."""
    tried = [name, *(".".join((*groups[at:], name)) for at in range(len(groups) - 1, -1, -1))]
    found = next((one for one in tried if one.lower() not in reading.names), f"{name}.{entry.row}")
    if found != name:
        row = reading.names[name.lower()]
        reading.find("survey_name_shared", Severity.WARNING, entry.place("name"), name=name, row=row, used=found)
    reading.names[found.lower()] = entry.row
    return found


def _repeat_around(reading: _Reading) -> str:
    return next((group.name for group, _ in reversed(reading.open) if group.repeat), "")


def _joined(around: str, own: str) -> str:
    return f"({around}) and ({own})" if around and own else around or own


def _place(entry: Entry) -> nouns.Place:
    personal = entry.text("mtm_personal").lower()
    return nouns.Place(
        indicator=entry.text("mtm_indicator"),
        determinant=entry.text("mtm_determinant").lower(),
        dissemination=entry.text("mtm_dissemination").lower(),
        window=entry.text("mtm_window"),
        personal={"yes": True, "true": True, "no": False, "false": False}.get(personal),
    )


def _with_derived_persons(questions: list[Question]) -> tuple[Question, ...]:
    """A calculation over personal answers, or over a file attached to the form, is as personal as they are."""
    personal = {question.name for question in questions if question.personal}
    found = []
    for question in questions:
        derived = question.kind == Kind.CALCULATE and question.place.personal is None
        used = set(REFERENCE.findall(question.calculation))
        if derived and (used & personal or "pulldata(" in question.calculation):
            question = replace(question, place=replace(question.place, personal=True))
            personal.add(question.name)
        found.append(question)
    return tuple(found)
