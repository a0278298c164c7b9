"""A figures file declares figures by name: an expression each, and what to do differently when it is printed.

Scope: reading and validating figures.yml; line numbers are kept so that errors name file, line and figure.
Keys of a figure: value, each, decimals, signed, tags, note. A figure with a value only fits one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from mtm.figures.errors import FigureError, unknown
from mtm.figures.expressions import Expression, compile_expression
from mtm.figures.functions import NAMES
from mtm.kit import yaml_text

KEYS = ("value", "each", "decimals", "signed", "tags", "note")
LARGEST = 2**20
"""Characters of the largest figures file."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_EACH = re.compile(r"\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)", re.DOTALL)
RESERVED = frozenset({"period", "true", "false", "none", "and", "or", "not", "in", "is", "if", "else"})


@dataclass(frozen=True)
class Definition:
    """One declared figure or family: its expression, the keys of a family, and its printing."""

    section: str
    name: str
    value: Expression
    where: str
    variable: str = ""
    each: Expression | None = None
    decimals: int | None = None
    signed: bool | None = None
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return (self.value,) if self.each is None else (self.each, self.value)


Node = yaml.Node
Definitions = tuple[Definition, ...]


def load_definitions(source: Path | str | Mapping[str, object], section: str, where: str = "") -> Definitions:
    """The figures of one section from its figures.yml, from the text of one, or from a mapping of the same shape.

    ``where`` names the file in errors; a path names itself.
    Raises FigureError with file, line and figure for anything that is not a figures file.
    """
    if isinstance(source, Mapping):
        return tuple(_from_mapping(source, section))
    if isinstance(source, str):
        return tuple(_from_text(source, where or f"{section}/figures.yml", section))
    file = where or "/".join(source.parts[-2:])
    return tuple(_from_text(_text_of(source, file), file, section))


def _from_mapping(source: Mapping[str, object], section: str) -> Iterator[Definition]:
    declared = source.get("figures", source)
    if not isinstance(declared, Mapping):
        raise FigureError("figures are a mapping of names", where=section)
    for name, fields in declared.items():
        body = fields if isinstance(fields, Mapping) else {"value": fields}
        yield _definition(section, str(name), {str(k): v for k, v in body.items()}, f"{section}, figure {name}")


def _from_text(text: str, file: str, section: str) -> Iterator[Definition]:
    root = _composed(text, file)
    if root is None:
        return
    for key, node in _pairs(root, file, "figures file"):
        if key.value != "figures":
            raise unknown("key", key.value, ["figures"]).at(_line(file, key))
        for name, fields in _pairs(node, file, "figures"):
            where = f"{_line(file, name)}, figure {name.value}"
            yield _definition(section, name.value, _fields(fields, file), where)


def _text_of(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FigureError(f"the file cannot be read ({error.strerror})", where=file) from error
    except UnicodeDecodeError as error:
        raise FigureError("the file is not UTF-8", where=file, remedy="Save it as UTF-8.") from error


def _composed(text: str, file: str) -> Node | None:
    if len(text) > LARGEST:
        raise FigureError(f"the file has more than {LARGEST} characters", where=file)
    try:
        return yaml_text.compose(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise _malformed(error, file) from error


def _malformed(error: Exception, file: str) -> FigureError:
    mark = getattr(error, "problem_mark", None)
    where = f"{file}, line {mark.line + 1}" if mark else file
    return FigureError(f"the file is not YAML: {getattr(error, 'problem', None) or 'nested too deeply'}", where=where)


def _pairs(node: Node, file: str, what: str) -> Iterator[tuple[yaml.ScalarNode, Node]]:
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return
    if not isinstance(node, yaml.MappingNode):
        raise FigureError(f"{what} must be a mapping of names", where=_line(file, node))
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in seen:
            raise FigureError("a name is a text that occurs once", where=_line(file, key), value=str(key.value))
        seen.add(key.value)
        yield key, value


def _fields(node: Node, file: str) -> dict[str, object]:
    if isinstance(node, yaml.ScalarNode):
        return {"value": node.value}
    found: dict[str, object] = {}
    for key, value in _pairs(node, file, "a figure"):
        if key.value not in KEYS:
            raise unknown("key", key.value, KEYS, f"Keys are {', '.join(KEYS)}.").at(_line(file, key))
        found[key.value] = yaml_text.data_of(value)
    return found


def _line(file: str, node: Node) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def _definition(section: str, name: str, fields: dict[str, object], where: str) -> Definition:
    try:
        return _checked(section, name, fields, where)
    except FigureError as error:
        raise error.at(where) from error


def _checked(section: str, name: str, fields: dict[str, object], where: str) -> Definition:
    if not _NAME.fullmatch(name) or name in RESERVED:
        taken = "this name is a word of the language" if name in RESERVED else "names are a-z, 0-9 and _"
        raise FigureError(f"a figure cannot have this name: {taken}", value=name)
    for key in fields:
        if key not in KEYS:
            raise unknown("key", key, KEYS, f"Keys are {', '.join(KEYS)}.")
    variable, each = _each(fields.get("each"))
    return Definition(
        section,
        name,
        compile_expression(_text(fields.get("value"), "value")),
        where,
        variable,
        each,
        _decimals(fields.get("decimals")),
        _signed(fields.get("signed")),
        _tags(fields.get("tags")),
    )


def _each(given: object) -> tuple[str, Expression | None]:
    if given is None:
        return "", None
    match = _EACH.fullmatch(_text(given, "each"))
    if not match or match[1] in RESERVED or match[1] in NAMES:
        raise FigureError("each is written NAME in LIST", value=str(given), remedy="For instance: area in groups('x').")
    return match[1], compile_expression(match[2])


def _text(given: object, key: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise FigureError(f"{key} must be an expression", value="" if given is None else str(given))
    return given


def _decimals(given: object) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or not -9 <= given <= 9:
        raise FigureError("decimals must be a whole number from -9 to 9", value=str(given))
    return given


def _signed(given: object) -> bool | None:
    if given is None or isinstance(given, bool):
        return given
    raise FigureError("signed must be true or false", value=str(given))


def _tags(given: object) -> tuple[tuple[str, str], ...]:
    if given is None:
        return ()
    if not isinstance(given, Mapping):
        raise FigureError("tags are a mapping of texts", value=str(given))
    return tuple(sorted((str(k), str(v)) for k, v in given.items()))
