"""An instrument as the sheets of an XLSForm: survey, choices, settings.

Scope: rows of texts, every text in every language; nothing is written here.
Shapes: each sheet is a header and rows of equal length.
Source: the XLSForm standard (xlsform.org); columns that begin with ``mtm_`` are ours and ignored by servers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mtm.codelists.areas import area_names, areas
from mtm.surveys.instruments.catalogue import CLOSE, CONSENT, LANGUAGES, Instrument, Module, Words, place_of, shared

Row = dict[str, str]
Regions = Sequence[tuple[str, Words]]
MONEY = (0, 1_000_000_000)
SPECIAL = ("dk", "refused")
ALONE = ("none",)
PLACEHOLDERS: Regions = tuple(
    (f"region_{n}", {"en": f"Region {n} (replace)", "ru": f"Регион {n} (замените)", "kk": f"{n}-өңір (ауыстырыңыз)"})
    for n in (1, 2, 3)
)
_TYPES = {"int": "integer", "money": "integer", "code": "text"}
_TRANSLATED = ("label", "hint", "constraint_message")
_PLAN = ("mtm_indicator", "mtm_determinant", "mtm_dissemination", "mtm_personal", "mtm_window")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, header and rows."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(instrument: Instrument, regions: Regions = ()) -> tuple[Table, Table, Table]:
    """The three sheets of an instrument; without ``regions`` the list of regions holds places to fill."""
    survey = tuple(_survey(instrument))
    languages = shared()["languages"]
    texts = [f"{column}::{_language(languages, lang)}" for column in _TRANSLATED for lang in LANGUAGES]
    header = ("type", "name", *texts, "required", "relevant", "constraint", "appearance", *_PLAN)
    labels = tuple(f"label::{_language(languages, lang)}" for lang in LANGUAGES)
    choices = tuple(_choices(instrument, regions or PLACEHOLDERS))
    settings = {
        "form_title": instrument.title["en"],
        "form_id": instrument.id.replace("-", "_"),
        "version": instrument.version,
        "default_language": _language(languages, LANGUAGES[0]),
    }
    return (
        Table("survey", header, tuple(_values(row, header, languages) for row in survey)),
        Table("choices", ("list_name", "name", *labels), choices),
        Table("settings", tuple(settings), (tuple(settings.values()),)),
    )


def _language(languages: Words, code: str) -> str:
    return f"{languages[code]} ({code})"


def _values(row: Row, header: tuple[str, ...], languages: Words) -> tuple[str, ...]:
    spelled = {f"{c}::{_language(languages, lang)}": f"{c}::{lang}" for c in _TRANSLATED for lang in LANGUAGES}
    return tuple(row.get(spelled.get(column, column), "") for column in header)


def _survey(instrument: Instrument) -> Iterator[Row]:
    for part in instrument.parts:
        if part.name == CONSENT:
            yield from (_consent(row, instrument) for row in _rows(part))
            yield {"type": "begin_group", "name": "interview", "relevant": "${consent} = 'yes'"} | _every(
                "label", {lang: instrument.title[lang] for lang in LANGUAGES}
            )
        elif part.title:
            yield {"type": "begin_group", "name": f"{part.name}_section", "relevant": part.condition} | _every(
                "label", part.title
            )
            yield from _rows(part)
            yield {"type": "end_group", "name": ""}
        else:
            yield from _rows(part)
        if part.name == CLOSE:
            yield {"type": "end_group", "name": ""}


def _consent(row: Row, instrument: Instrument) -> Row:
    minutes = str(instrument.minutes)
    return {column: text.replace("{minutes}", minutes) for column, text in row.items()} | {
        "relevant": "${contact} = 'reached'"
    }


def _rows(part: Module) -> Iterator[Row]:
    if part.intro:
        yield {"type": "note", "name": f"{part.name}_intro"} | _every("label", part.intro)
    for question in part.questions:
        if "repeat" in question:
            begin = {"type": "begin_repeat", "name": question["repeat"], "relevant": question.get("when", "")}
            yield begin | _every("label", question["title"])
            yield from (_question(one, part) for one in question["questions"])
            yield {"type": "end_repeat", "name": ""}
        else:
            yield _question(question, part)


def _question(question: Mapping[str, Any], part: Module) -> Row:
    kind = str(question["type"])
    row = {
        "type": _type(kind),
        "name": question["ask"],
        "relevant": question.get("when", ""),
        "required": "" if kind in ("start", "end", "today") or question.get("optional") else "yes",
    }
    if kind == "one country":
        row["appearance"] = "minimal autocomplete"
    if "en" in question:
        row |= _every("label", question)
    row |= _limits(question, kind, part) | _every("hint", _hint(question, kind))
    determinant, dissemination, window = place_of(question, part)
    personal = {True: "yes", "yes": "yes"}.get(question.get("personal", ""), "no" if kind == "code" else "")
    plan = (question.get("indicator", ""), determinant, dissemination, personal, window)
    return row | (dict(zip(_PLAN, plan, strict=True)) if "en" in question else {})


def _type(kind: str) -> str:
    word, _, listed = kind.partition(" ")
    if listed:
        return f"{'select_one' if word == 'one' else 'select_multiple'} {listed}"
    return _TYPES.get(kind, kind)


def limits(question: Mapping[str, Any]) -> tuple[int, int] | None:
    """The lowest and highest number that a question takes; None for one that is no number."""
    if question["type"] == "money":
        return MONEY
    return tuple(question["range"]) if question["type"] == "int" else None


def _limits(question: Mapping[str, Any], kind: str, part: Module) -> Row:
    words = shared()
    between = limits(question)
    if between:
        low, high = between
        test = f"(. >= {low} and . <= {high}) or . = -98 or . = -99"
        return {"constraint": test} | _every(
            "constraint_message", _filled(words["numbers"]["range"], low=f"{low}", high=f"{high}")
        )
    if kind.startswith("many "):
        return _many(question, part)
    if kind == "code":
        return {"constraint": "regex(., '[A-Za-z0-9-]{1,40}')"} | _every("constraint_message", words["code"])
    if question.get("past"):
        return {"constraint": ". <= today()"} | _every("constraint_message", words["past"])
    return {}


def _many(question: Mapping[str, Any], part: Module) -> Row:
    words = shared()
    listed = part.lists.get(str(question["type"]).partition(" ")[2], {})
    alone = (*SPECIAL, *(name for name in ALONE if name in listed))
    stands_alone = " or ".join(f"selected(., '{name}')" for name in alone)
    test = f"not(({stands_alone}) and count-selected(.) > 1)"
    message = dict(words["alone"])
    if "most" in question:
        test += f" and count-selected(.) <= {question['most']}"
        most = _filled(words["most"], most=str(question["most"]))
        message = {lang: f"{message[lang]} {most[lang]}" for lang in LANGUAGES}
    return {"constraint": test} | _every("constraint_message", message)


def _hint(question: Mapping[str, Any], kind: str) -> Words:
    own: Words = question.get("hint", {})
    if kind not in ("int", "money"):
        return own
    told = shared()["numbers"]["hint"]
    return {lang: f"{own[lang]} {told[lang]}" if own else told[lang] for lang in LANGUAGES}


def _filled(words: Words, **values: str) -> Words:
    return {lang: words[lang].format(**values) for lang in LANGUAGES}


def _every(column: str, words: Mapping[str, Any]) -> Row:
    return {f"{column}::{lang}": str(words[lang]) for lang in LANGUAGES if lang in words}


def _choices(instrument: Instrument, regions: Regions) -> Iterator[tuple[str, ...]]:
    """The lists in the order in which the form uses them; don't know and refused close every list that is not whole."""
    words = shared()
    for name, whole in lists_used(instrument).items():
        entries = _listed(name, instrument, regions)
        if not whole:
            entries = [*entries, *words["special"].items()]
        yield from ((name, code, *(texts[lang] for lang in LANGUAGES)) for code, texts in entries)


def lists_used(instrument: Instrument) -> dict[str, bool]:
    """The lists of an instrument; True for one that needs neither don't know nor refused."""
    found: dict[str, bool] = {}
    for part in instrument.parts:
        for question in questions_of(part):
            _, _, name = str(question["type"]).partition(" ")
            if name:
                whole = bool(question.get("complete")) or name == "region"
                found[name] = found.get(name, True) and whole
    return found


def questions_of(part: Module) -> Iterator[Mapping[str, Any]]:
    """All questions of a module, those in repeats included."""
    for question in part.questions:
        yield from question["questions"] if "repeat" in question else (question,)


def _listed(name: str, instrument: Instrument, regions: Regions) -> list[tuple[str, Words]]:
    if name == "region":
        return list(regions)
    if name == "country":
        known = area_names()
        return [(code, {lang: known.name(code, lang) for lang in LANGUAGES}) for code in areas() if code != "_X"]
    for part in instrument.parts:
        if name in part.lists:
            return list(part.lists[name].items())
    found: Mapping[str, Words] = shared()["lists"][name]
    return list(found.items())
