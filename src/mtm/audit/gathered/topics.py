"""What a number is said of, in words: the stems that name its subject.

Scope: one sentence. Words that every report uses (number, share, year), words of direction and of comparison, names of
places and periods say nothing of the subject; what is left are the stems by which two statements of one thing meet.
"""

from __future__ import annotations

from mtm.audit.claims import Claim
from mtm.audit.gathered.lists import is_level
from mtm.audit.language.chunks import WORD
from mtm.audit.meaning.heads import Table
from mtm.audit.meaning.prose import Sentence
from mtm.audit.meaning.reading import Reading

_NOUNS = frozenset(("gained", "lost", "remit", "person", "permanent", "temporary", "rest"))  # tags of telling words
SHORT = 3  # letters of the shortest stem that names something


def stems_between(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    """The telling stems of a stretch of the sentence."""
    return frozenset(
        entry.stem
        for first, _, entry in sentence.found
        if start <= first < end and entry.kind == WORD and len(entry.stem) >= SHORT and not entry.stop
        if not (entry.cue - _NOUNS) and not entry.area and not entry.timed and entry.number is None and not entry.unit
    )


def clause(reading: Reading, claim: Claim) -> tuple[int, int]:
    """The stretch of the sentence that speaks of the number: its own, with the wordless ones before it."""
    sentence = reading.sentences[claim.sentence]
    parts = reading.parts[claim.sentence]
    at = next((i for i, p in enumerate(parts) if p.start <= claim.start < p.end), 0)
    if not parts:
        return sentence.start, sentence.end
    end = parts[at].end
    while at and not _says(sentence, parts[at].start, end):
        at -= 1
    return parts[at].start, end


def _says(sentence: Sentence, start: int, end: int) -> bool:
    """There are words of a subject, or of who came or left."""
    told = any(c.tags & {"in", "out"} and start <= c.start < end for c in sentence.cues)
    return told or bool(stems_between(sentence, start, end))


def subject(reading: Reading, claim: Claim) -> frozenset[str]:
    """The stems of its own stretch of the sentence: those before it, or, where none stand there, all."""
    sentence = reading.sentences[claim.sentence]
    start, end = clause(reading, claim)
    if before := stems_between(sentence, start, claim.start):
        return before
    told = any(c.tags & {"in", "out"} and start <= c.start < claim.start for c in sentence.cues)
    return before if told else stems_between(sentence, start, end)


def surroundings(reading: Reading, claim: Claim) -> frozenset[str]:
    """The stems of its sentence, of the one before it in the paragraph, and of the heading above it."""
    sentence = reading.sentences[claim.sentence]
    found = stems_between(sentence, sentence.start, sentence.end + 1)
    previous = reading.sentences[claim.sentence - 1] if claim.sentence else None
    if previous is not None and previous.block == sentence.block:
        found |= stems_between(previous, previous.start, previous.end + 1)
    return found | frozenset(reading.sections[claim.section].head.stems)


def said_of_totals(reading: Reading, table: Table) -> frozenset[str]:
    """What the text counts where it gives the numbers of the table's total row."""
    totals = {
        (c.amount, c.unit)
        for at, role in enumerate(table.roles)
        for c in (table.rows[at].claims if role == "total" else ())
        if c is not None and is_level(c) and len(c.digits) > SHORT
    }
    told = [c for c in reading.claims if c.table < 0 and (c.amount, c.unit) in totals and is_level(c)] if totals else []
    return frozenset(stem for c in told for stem in (*subject(reading, c), *([c.noun] if c.noun else ())))
