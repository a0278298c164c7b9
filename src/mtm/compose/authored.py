"""Paragraphs that the team wrote itself: Markdown with live references, read like a section's own text.

Scope: text/PERIOD/SECTION.LANGUAGE.md of the workspace. A number typed by hand is a finding that stops the release,
because nobody could trace it; a fact with its own source is marked quote("…", source="…").
"""

from __future__ import annotations

from mtm.compose import markdown
from mtm.compose.desk import Desk
from mtm.compose.engine import Source, TypedNumberError, typed_numbers
from mtm.compose.input import Text
from mtm.model.blocks import Block, NoteBox
from mtm.model.finding import Finding, Place, Severity


def authored(desk: Desk, text: Text) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of an authored text; with a typed number in it, a box in its place and a finding for each number."""
    source = Source(text.body, text.where, text.line)
    typed = list(typed_numbers(source))
    try:
        body = "" if typed else desk.say(source)
    except TypedNumberError as error:
        typed, body = [error], ""
    if typed:
        return (_withheld(desk),), tuple(_finding(desk, error) for error in typed)
    return markdown.blocks(body, desk.spool, f"{desk.section}-text-"), ()


def _withheld(desk: Desk) -> NoteBox:
    title, body = (desk.spans(desk.phrase("authored", part)) for part in ("withheld", "why"))
    return NoteBox("caution", title, (body,))


def _finding(desk: Desk, error: TypedNumberError) -> Finding:
    file, _, line = error.where.rpartition(", line ")
    place = Place(file or error.where, cell=f"line {line}" if line else "", value=error.value)
    return Finding.make(
        "hand_typed_number", Severity.BLOCKING, place, section=desk.section, number=error.value, line=line
    )
