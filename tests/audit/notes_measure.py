"""Short texts and sections of strangers, with their one-place errors: what is found, what is raised without them.

An error counts as found when an audit of the altered text has a finding of class error or likely that the clean text
has not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes
from mtm.audit.findings import Found

FOLDER = Path(__file__).parent / "notes"
SECTIONS = Path(__file__).parent / "sections"
EXTRACTS = Path(__file__).parent / "extracts"
SEALED = Path(__file__).parents[2] / "benchmarks" / "audit_heldout" / "extracts"
LANGUAGES = ("en", "ru", "kk")


@dataclass(frozen=True)
class Slip:
    """One error: the text with it, its kind, what was put, and what contradicts it."""

    kind: str
    text: str
    put: str
    against: str


@dataclass(frozen=True)
class Note:
    """A true text and the errors that may be put into it."""

    name: str
    text: str
    slips: tuple[Slip, ...]


def notes(language: str, folder: Path = FOLDER) -> list[Note]:
    found = []
    for entry in yaml.safe_load((folder / f"{language}.yml").read_text(encoding="utf-8")):
        text = entry["text"]
        slips = tuple(
            Slip(e["kind"], text.replace(e["find"], e["put"]), e["put"], e["against"]) for e in entry["errors"]
        )
        found.append(Note(entry["id"], text, slips))
    return found


def alarms(text: str) -> list[Found]:
    """Findings of class error or likely."""
    return list(audit_documents([open_bytes("note.md", text.encode())]).wrong)


def verdicts(note: Note) -> Iterator[tuple[Slip, bool]]:
    """Each error and whether it is found."""
    known = {_mark(f) for f in alarms(note.text)}
    for slip in note.slips:
        yield slip, any(_mark(f) not in known for f in alarms(slip.text))


def _mark(finding: Found) -> tuple[str, tuple[str, ...]]:
    return finding.rule, tuple(place.text for place in finding.places)
