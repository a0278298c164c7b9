"""The notes of one section: each gets a letter when it is first met, never a digit."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtm.model.blocks import Note, Reference, Spans


@dataclass
class Notebook:
    """Letters a to z, then aa, ab, …; the same key keeps its letter."""

    section: str
    _notes: dict[str, Note] = field(default_factory=dict)

    def mark(self, key: str, spans: Spans) -> Reference:
        """The mark of a note; the first call decides what the note says."""
        if key not in self._notes:
            letter = letters(len(self._notes))
            self._notes[key] = Note(letter, spans, f"note-{self.section}-{letter}")
        note = self._notes[key]
        return Reference(note.mark, note.target, note=True)

    @property
    def keyed(self) -> tuple[tuple[str, Note], ...]:
        return tuple(self._notes.items())

    @property
    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())


def letters(index: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa, 27 -> ab."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
