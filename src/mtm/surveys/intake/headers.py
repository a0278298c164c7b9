"""Which column of an export is which question: by name or label, in any language, with or without the group path.

Scope: headers alone. A header is first compared with the server's own columns, then with names, then with labels; a
label that several questions share goes to them in the order of the form.
Shapes: positions of columns; ``splits`` holds the columns of a select-multiple by choice name.
Source: export layouts of KoboToolbox (groups joined with "/" or another mark, or left out) and ODK Central ("-").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mtm.surveys.form import Form, Kind, Question, Texts

SEPARATORS = ("/", "-", ":", ".", "|", ">")
_SPACE = re.compile(r"\s+")

SERVER: Mapping[str, str] = {
    "_uuid": "uuid", "KEY": "uuid", "meta/instanceID": "instance", "meta-instanceID": "instance",
    "instanceID": "instance", "_id": "number", "_index": "index", "_parent_index": "parent_index",
    "_parent_table_name": "parent_table", "_submission__uuid": "parent_uuid", "_submission_uuid": "parent_uuid",
    "PARENT_KEY": "parent_key", "__version__": "version", "_version_": "version", "FormVersion": "version",
    "_submission_time": "received", "SubmissionDate": "received",
    "_submitted_by": "submitter", "SubmitterName": "submitter",
}  # fmt: skip
"""Columns that servers add and that an intake reads."""

IGNORED = frozenset({
    "_validation_status", "_status", "_submission__id", "_submission__validation_status", "_submission__status",
    "_submission___version__", "_submission__submission_time", "formhub/uuid", "meta/rootUuid", "meta-rootUuid",
    "rootUuid", "_xform_id_string", "_bamboo_dataset_id", "meta/deprecatedID", "AttachmentsPresent",
    "AttachmentsExpected", "Status", "ReviewState", "Edits", "_parent_table_name", "_total_media",
    "_media_count", "_media_all_received", "_date_modified", "_xform_id",
})  # fmt: skip
"""Columns that servers add, that say nothing about a person, and that nobody needs."""

QUIET = frozenset({
    "_geolocation", "_notes", "_tags", "_media_metadata", "_attachments", "_supplementalDetails", "meta/instanceName",
    "meta-instanceName", "instanceName", "SubmitterID", "DeviceID", "_submission__notes", "_submission__tags",
    "_submission__submitted_by", "meta/audit", "meta-audit",
})  # fmt: skip
"""Columns that servers add and that may point to a person: they go to the vault without a word."""

_PLACE = re.compile(r"_?(?P<stem>.+)[-_/](?P<part>latitude|longitude|altitude|accuracy|precision)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?P<stem>.+)_URL")
_VERSION = re.compile(r"_{1,2}version_{1,2}(?:\d{3})?(?:_\d{3})?")
_SET_OF = re.compile(r"SET-OF-.+")


@dataclass
class Columns:
    """What the columns of one table are."""

    values: dict[str, int] = field(default_factory=dict)
    splits: dict[str, dict[str, int]] = field(default_factory=dict)
    server: dict[str, list[int]] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    ignored: list[int] = field(default_factory=list)
    quiet: list[int] = field(default_factory=list)

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(self.values) | frozenset(self.splits)


def plain(text: str) -> str:
    """A header or label as it is compared: one space between words, no marks of emphasis, no case."""
    return _SPACE.sub(" ", text).strip("* ").casefold()


def columns_of(headers: Sequence[str], form: Form, questions: Iterable[Question]) -> Columns:
    """Find the questions of one table (the interviews or a repeat) among its headers."""
    known = _Known(form, tuple(questions))
    found = Columns()
    taken: set[str] = set()
    left = [at for at, header in enumerate(headers) if not _is_server(header, at, found)]
    left = [at for at in left if not _by(known.exact, headers[at], at, found, taken)]
    left = [at for at in left if not _by(known.names, headers[at], at, found, taken)]
    left = [at for at in left if not _split(known.names, headers[at], at, found, known)]
    left = [at for at in left if not _by(known.labels, headers[at], at, found, taken)]
    left = [at for at in left if not _split(known.labels, headers[at], at, found, known)]
    left = [at for at in left if not _place(known, headers[at], at, found, taken)]
    found.unknown = [at for at in left if headers[at].strip()]
    return found


def _is_server(header: str, at: int, found: Columns) -> bool:
    role = SERVER.get(header) or ("version" if _VERSION.fullmatch(header) else "")
    if role:
        found.server.setdefault(role, []).append(at)
        return True
    if header in QUIET:
        found.quiet.append(at)
        return True
    if header in IGNORED or _SET_OF.fullmatch(header):
        found.ignored.append(at)
        return True
    return False


def _place(known: _Known, header: str, at: int, found: Columns, taken: set[str]) -> bool:
    """A part of a place or the address of a picture: servers write them beside the answer or instead of it."""
    part = _PLACE.fullmatch(header.strip()) or _ADDRESS.fullmatch(header.strip())
    stem = plain(part["stem"]) if part else ""
    asked = [*known.exact.get(stem, []), *known.names.get(stem, []), *known.labels.get(stem, [])]
    question = next((q for q in asked if q.kind in (Kind.PLACE, Kind.MEDIA)), None)
    if question is None:
        return False
    if question.name in taken:
        found.quiet.append(at)
    else:
        taken.add(question.name)
        found.values[question.name] = at
    return True


def _by(known: Mapping[str, list[Question]], header: str, at: int, found: Columns, taken: set[str]) -> bool:
    """Give the column to the first question of that name or label that has none yet."""
    candidates = known.get(plain(header), [])
    question = next((q for q in candidates if q.name not in taken), None)
    if question is None:
        return False
    if len(candidates) > 1:
        found.shared.append(at)
    taken.add(question.name)
    found.values[question.name] = at
    return True


def _split(known: Mapping[str, list[Question]], header: str, at: int, found: Columns, all_known: _Known) -> bool:
    """A column of a select-multiple: the question, a mark, and one of its choices by name or label."""
    text = plain(header)
    for end in _cuts(text):
        for question in known.get(text[:end].strip(), []):
            choice = all_known.choices(question).get(text[end + 1 :].strip())
            if choice is not None and choice not in found.splits.get(question.name, {}):
                found.splits.setdefault(question.name, {})[choice] = at
                return True
    return False


def _cuts(text: str) -> Iterator[int]:
    return (at for at in range(len(text) - 1, 0, -1) if text[at] in SEPARATORS)


class _Known:
    """The names and labels that a form's questions may stand under."""

    def __init__(self, form: Form, questions: tuple[Question, ...]) -> None:
        self._groups = {group.path: group.labels for group in form.groups}
        self.exact: dict[str, list[Question]] = {}
        self.names: dict[str, list[Question]] = {}
        self.labels: dict[str, list[Question]] = {}
        self._choices: dict[str, dict[str, str]] = {}
        for question in questions:
            _index(self.exact, question, _whole_paths(question))
            _index(self.names, question, self._name_paths(question))
            _index(self.labels, question, self._label_paths(question))

    def choices(self, question: Question) -> dict[str, str]:
        """Choice names by every text they may stand under."""
        if question.kind != Kind.SELECT_MULTIPLE:
            return {}
        if question.name not in self._choices:
            found = {plain(text): choice.name for choice in question.choices for _, text in choice.labels}
            found |= {plain(choice.name): choice.name for choice in question.choices}
            self._choices[question.name] = found
        return self._choices[question.name]

    def _name_paths(self, question: Question) -> Iterator[str]:
        path = question.path
        for start in range(len(path)):
            yield from (separator.join(path[start:]) for separator in SEPARATORS)

    def _label_paths(self, question: Question) -> Iterator[str]:
        paths = [question.groups[: end + 1] for end in range(len(question.groups))]
        for language, label in question.labels:
            parts = [_in(self._groups.get(path, ()), language) or path[-1] for path in paths]
            for start in range(len(parts) + 1):
                yield from (separator.join((*parts[start:], label)) for separator in SEPARATORS)


def _whole_paths(question: Question) -> Iterator[str]:
    """The name alone, or with all its groups: what is meant even where the end of another path reads the same."""
    if not question.written:
        yield question.name
    yield from (separator.join(question.path) for separator in SEPARATORS)


def _in(texts: Texts, language: str) -> str:
    return dict(texts).get(language, "")


def _index(known: dict[str, list[Question]], question: Question, texts: Iterator[str]) -> None:
    for text in {plain(text) for text in texts}:
        known.setdefault(text, []).append(question)
