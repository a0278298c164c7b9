"""Texts as files can hold them, and spans as plain words.

Scope: Word document and workbook; both are XML inside, and neither can hold every character that a partner's file has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mtm.model.blocks import Reference, Report, Span

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r]+")
_WEB = re.compile(r"(?i)(https?://|mailto:)[^\s]+")


def clean(text: str) -> str:
    """The text with characters that XML cannot hold replaced by U+FFFD, and line breaks and tabs by a space."""
    return _BREAKS.sub(" ", _ILLEGAL.sub("\ufffd", text))


def plain(spans: Iterable[Span]) -> str:
    """The words of spans, without their note marks: for titles and alternative texts."""
    return clean("".join(span.text for span in spans if not (isinstance(span, Reference) and span.note)))


def label(report: Report, key: str) -> str:
    """A fixed word in the report's language; a word that the report does not bring is made of its key."""
    return dict(report.labels).get(key, key.replace("_", " ").capitalize())


def is_web(target: str) -> bool:
    """True for the addresses that a document may open: web pages and mail."""
    return bool(_WEB.fullmatch(target))
