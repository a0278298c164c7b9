"""Markup becomes blanks of the same length, so that every offset stays true.

Scope: footnote marks, inline tags, Markdown links and emphasis, direction marks and soft hyphens in lines of text.
"""

from __future__ import annotations

import re

_SPANS = re.compile(
    r"<sup>[^<]{0,20}</sup>"  # raised note marks
    r"|<!--.{0,2000}?-->"
    r"|</?[A-Za-z][^<>]{0,300}>"
    r"|\]\([^()\s]{0,500}\)"  # the address of a link
    r"|\[\^?\d{1,3}\]"  # note marks in brackets
    r"|https?://[^\s<>()]{1,500}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|\+\d{1,3}[\s-]?\(\d{1,5}\)[\d\s-]{4,14}\d|\+\d{1,3}-\d[\d-]{6,14}|\+\d{11,13}\b"  # telephone numbers
    r"|(?i:\b(?:tel|phone|fax|тел|телефон|факс)\b\.?:?\s{0,3}[+\d][\d\s()-]{5,20})"
    r"|\*\*|__|`+|~~"
)
# "Poland 2,073 [3,724]": brackets around numbers too long for notes hold values, as parentheses do
_VALUES = re.compile(r"\[(?:\d{1,3}(?:[ \u00a0\u202f\u2009,.]\d{3})+|\d{4,9})\](?!\()")
_BRACKETED = re.compile(r"\[(\d{1,3}(?:[ \u00a0\u202f\u2009,.]\d{3})*|\d{4,9})\](?!\()")
_INVISIBLE = (range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x206A), range(0x2070, 0x207A))
_MARKS = {
    **dict.fromkeys((code for codes in _INVISIBLE for code in codes), " "),
    **dict.fromkeys((0xAD, 0xFEFF, 0xFFFE, 0x2, 0x0, 0xB9, 0xB2, 0xB3), " "),
}
_NEEDS = re.compile(
    r"[<\[\]`*_~@]|://|\+\d|(?i:tel|phone|fax|тел|факс)|[\u200b-\u200f\u202a-\u202e\u2060-\u2079\u00ad\u00b2\u00b3\u00b9\ufeff\ufffe\x00\x02]"
)
_APART = re.compile(r"[\s,;()\[\]*]+")
_ORDINAL = frozenset("eoейя")  # 1er is longer; "5<sup>e</sup>", «2<sup>й</sup>»
_STARS = re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")


def mask(line: str) -> str:
    """The line with markup blanked out; same length."""
    if not _NEEDS.search(line):
        return line
    if _VALUES.search(line):
        line = _BRACKETED.sub(r"(\1)", line)
    line = _SPANS.sub(lambda m: " " * len(m.group()), line)
    line = _STARS.sub(" ", line)
    if "[" in line or "]" in line:
        line = line.replace("[", " ").replace("]", " ")
    return line.translate(_MARKS)


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised text marks a note: signs, digits, or single letters that make no ordinal of a number before."""
    if not any(c.isalpha() for c in raised):
        return True
    marks = [mark for mark in _APART.split(raised.lower()) if mark]
    return all(len(mark) == 1 for mark in marks) and not (before[-1:].isdigit() and marks[0] in _ORDINAL)
