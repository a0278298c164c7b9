"""Templates of sections and authored texts: jinja2 in a sandbox that prints values instead of strings.

Scope: rendering one source with the values it may use. Every printed value goes through ``_finalize``: figures, periods
and words become spool characters; a bare number or a string with digits is refused, because a digit in a report must
say what it is. Errors name the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment

from mtm.compose.spool import Spool, clean, has_digits, holds_values
from mtm.model.blocks import Words
from mtm.model.errors import MtmError, WorkspaceError

SPOOL = "_spool"
_TAG = re.compile(r"\{%.*?%\}")
_ENDS_WITH_TAG = re.compile(r"[^-]%\}\s*$")
_TARGET = re.compile(r"\]\([^)\s]*\)")


class Printable:
    """A value that a template may print: its text is made of spool characters."""

    def __str__(self) -> str:
        raise NotImplementedError


class TypedNumberError(WorkspaceError):
    """A digit that was typed by hand where a figure, a period, a reference or a quoted fact must stand."""


@dataclass(frozen=True, slots=True)
class Source:
    """A template: its text, the file it stands in and the line of the file where it starts."""

    text: str
    where: str
    line: int = 1

    def at(self, line: int) -> str:
        return f"{self.where}, line {self.line + line - 1}"


def render(source: Source, values: Mapping[str, Any], spool: Spool) -> str:
    """The text of a template, with every value on the spool.

    Errors: WorkspaceError with file and line for a mistake in the template, TypedNumberError for a digit in it.
    """
    if typed := next(typed_numbers(source), None):
        raise typed
    if "{" not in source.text:
        return source.text
    template = _compiled(source)
    try:
        return template.render({**values, SPOOL: spool})
    except MtmError as error:
        if error.where:
            raise
        where = source.at(_line(error, source.where))
        raise type(error)(error.what, where=where, value=error.value, remedy=error.remedy) from None
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise WorkspaceError(_reason(error), where=source.at(_line(error, source.where))) from error


def typed_numbers(source: Source) -> Iterator[TypedNumberError]:
    """An error for every run of literal text that holds a digit; targets of links may hold some."""
    if not has_digits(source.text):
        return
    for line, kind, text in _lexed(source):
        if kind != "data":
            continue
        for offset, part in enumerate(_without_targets(text).split("\n")):
            for word in part.split():
                if has_digits(word):
                    yield TypedNumberError(
                        "a number is typed by hand",
                        where=source.at(line + offset),
                        value=word,
                        remedy="Print a figure, a period or a reference, or mark it as quote(…, source=…).",
                    )


def check(source: Source) -> None:
    """Compile a template without rendering it. Errors: as in ``render``."""
    _compiled(source)


def _without_targets(text: str) -> str:
    return _TARGET.sub("]()", text)


def _lexed(source: Source) -> list[tuple[int, str, str]]:
    try:
        return list(_environment().lex(source.text))
    except TemplateSyntaxError as error:
        raise WorkspaceError(_reason(error), where=source.at(error.lineno)) from None


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        extensions=["jinja2.ext.do"],
    )


@cache
def _compiled(source: Source) -> Template:
    environment = _environment()
    try:
        code = environment.compile(_spaced(source.text), filename=source.where)
    except TemplateSyntaxError as error:
        raise WorkspaceError(_reason(error), where=source.at(error.lineno)) from None
    return Template.from_code(environment, code, environment.make_globals(None))


def _spaced(text: str) -> str:
    """Keep the line break after a tag that ends a line of words; a tag alone on its line leaves nothing behind."""
    *lines, last = text.split("\n")
    return "\n".join([*(line + " " if _open_ended(line) else line for line in lines), last])


def _open_ended(line: str) -> bool:
    return _ENDS_WITH_TAG.search(line) is not None and _TAG.sub("", line).strip() != ""


@pass_context
def _finalize(context: Context, value: Any) -> str:
    """What a template prints for a value; the context keeps jinja from folding constants before the spool exists."""
    if value is None or isinstance(value, Printable):
        return "" if value is None else str(value)
    if isinstance(value, Undefined):
        return str(value)  # raises with the name that is missing
    if not isinstance(value, str):
        raise TypedNumberError(
            "only figures, periods, references, quoted facts and words can be printed", value=str(value)
        )
    return value if holds_values(value) else _words(value, context[SPOOL])


def _words(text: str, spool: Spool) -> str:
    if has_digits(text):
        raise TypedNumberError("a number is typed by hand", value=text, remedy="Mark it as quote(…, source=…).")
    return spool.put(Words(clean(text))) if text.strip() else text


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return f"the template cannot be used: {text.rstrip('.')}"


def _line(error: BaseException, where: str) -> int:
    """The template line of the innermost frame that belongs to it; jinja rewrites its frames to the source's lines."""
    line, frame = 1, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == where:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
