"""Templates for translators: the words stand open, everything that a program reads is locked behind ⟦1⟧, ⟦2⟧ …

Scope: one piece of a template at a time. A value ({{ … }}, a number) may change its place in the sentence; what gives
the text its shape (conditions, marks of lists and quotations, links) keeps its order, and no value crosses it.
Words inside an expression ({{ 'more in' if … }}) stand open; so do names of the language between its quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

OPEN, CLOSE = "⟦", "⟧"
_PARTS = re.compile(
    r"(?P<shape>\s*\{%.*?%\}\s*|\{#.*?#\}|\n[ \t]*(?:>[ \t]*(?:\[!\w+\][ \t]*)?(?:[-*][ \t]+)?|[-*+][ \t]+|#+[ \t]+|\|)"
    r"|\A[ \t]*(?:>[ \t]*(?:\[!\w+\][ \t]*)?|[-*+][ \t]+|#+[ \t]+|\|)|\]\([^)\s]*\))"
    r"|(?P<value>\{\{.*?\}\}|\d+(?:[.,\u00a0\u202f]\d+)*|[⟦⟧])",
    re.DOTALL,
)
_LITERAL = re.compile(r"'([^'\\\n]*)'|\"([^\"\\\n]*)\"")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[⟦⟧]")
_TOKEN = re.compile(f"{OPEN}[ \u00a0]*(\\d{{1,4}})[ \u00a0]*{CLOSE}")


@dataclass(frozen=True, slots=True)
class Token:
    """What stands behind a mark; ``shape`` tokens keep their order."""

    text: str
    shape: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """A piece of a template as a translator sees it: words and numbered marks, and what the marks stand for."""

    text: str
    tokens: tuple[tuple[int, Token], ...]

    @property
    def has_words(self) -> bool:
        return any(c.isalpha() for c in _TOKEN.sub("", self.text))


def lock(template: str, like: Locked | None = None) -> Locked:
    """Lock a piece of a template; a token that ``like`` has too takes its number, for a reader who compares both."""
    known: dict[str, list[int]] = {}
    for number, token in like.tokens if like else ():
        known.setdefault(_key(token.text), []).append(number)
    following = max((n for n, _ in like.tokens), default=0) if like else 0
    parts: list[str] = []
    tokens: list[tuple[int, Token]] = []
    for piece in _pieces(template):
        if isinstance(piece, str):
            parts.append(" ".join(re.split(r"[ \t\n]+", piece)))
            continue
        same = known.get(_key(piece.text))
        if same:
            number = same.pop(0)
        else:
            following += 1
            number = following
        tokens.append((number, piece))
        parts.append(f"{OPEN}{number}{CLOSE}")
    return Locked("".join(parts).strip(), tuple(tokens))


def unlock(text: str, locked: Locked) -> str | None:
    """The template that a translator's text means, or None where a mark was lost, doubled, made up or misplaced."""
    said = [int(n) for n in _TOKEN.findall(text)]
    if not _in_order(said, locked):
        return None
    tokens = dict(locked.tokens)
    restored = _TOKEN.sub(lambda match: tokens[int(match[1])].text, text.strip())
    again = lock(restored)
    meant = [_key(tokens[n].text) for n in said]
    return restored if [_key(t.text) for _, t in again.tokens] == meant else None


def _in_order(said: Sequence[int], locked: Locked) -> bool:
    """Between the tokens that give the shape stand the same values, in any order."""
    return _segments(said, locked) == _segments([n for n, _ in locked.tokens], locked)


def _segments(numbers: Sequence[int], locked: Locked) -> list[object]:
    tokens = dict(locked.tokens)
    found: list[object] = []
    values: list[int] = []
    for number in numbers:
        token = tokens.get(number)
        if token is not None and token.shape:
            found += [sorted(values), number]
            values = []
        else:
            values.append(number)
    return [*found, sorted(values)]


def _pieces(template: str) -> Iterator[str | Token]:
    position = 0
    for match in _PARTS.finditer(template):
        if match.start() > position:
            yield template[position : match.start()]
        yield from _token(match)
        position = match.end()
    if position < len(template):
        yield template[position:]


def _token(match: re.Match[str]) -> Iterator[str | Token]:
    """One token, or the parts of an expression around the words in it."""
    text, shape = match[0], match["shape"] is not None
    words = [m for m in _LITERAL.finditer(text) if _worded(m[1] or m[2] or "")] if "{" in text else []
    if not words:
        yield Token(text, shape)
        return
    position = 0
    for literal in words:
        start, end = literal.start() + 1, literal.end() - 1
        yield Token(text[position:start], True)
        yield from _numbers(text[start:end])
        position = end
    yield Token(text[position:], True)


def _numbers(text: str) -> Iterator[str | Token]:
    position = 0
    for match in _NUMBER.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        yield Token(match[0], False)
        position = match.end()
    if position < len(text):
        yield text[position:]


def _worded(text: str) -> bool:
    """Words for a reader, not a key of the template language: letters with spaces, or letters beyond ASCII."""
    return any(c.isalpha() for c in text) and (" " in text.strip() or not text.isascii())


def _key(text: str) -> str:
    return " ".join(text.split())
