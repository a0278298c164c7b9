"""Reading a workspace's YAML files so that every complaint names file, line and key.

Scope: one file. Texts stay texts: only true, false, null and plain whole numbers are taken for something else, so
dates, codes and decimal numbers arrive exactly as typed (55.80 is "55.80", no is "no"). Duplicate keys, anchors and
aliases are refused. Errors: WorkspaceError, always.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from mtm.model.errors import WorkspaceError

KeyPath = tuple[str | int, ...]
Positions = Mapping[KeyPath, int]
"""The line, counted from 1, on which each key or list item stands; () is the whole file."""

M = TypeVar("M", bound=BaseModel)

LARGEST = 4 * 2**20
"""Bytes of the largest YAML file taken; configuration stays far below."""

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_DEEPEST = 50


class InvalidError(ValueError):
    """Raised by a model's validator: what is wrong with a value, and what to do about it."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.remedy = remedy


def load_yaml(path: Path) -> tuple[Any, dict[KeyPath, int]]:
    """The file's data and the line of every key and item; an empty file is an empty mapping."""
    try:
        node = yaml.compose(_text(path), Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        raise _syntax(path, error) from error
    except yaml.YAMLError as error:
        raise WorkspaceError("is not YAML", where=path.as_posix(), value=str(error)[:200]) from error
    except RecursionError as error:
        raise WorkspaceError("is nested too deeply", where=path.as_posix()) from error
    positions: dict[KeyPath, int] = {(): 1}
    return ({} if node is None else _construct(node, (), positions, path)), positions


def validate(model: type[M], path: Path, context: Mapping[str, object] | None = None) -> M:
    """Load a file into a model. Errors: WorkspaceError with line and key of the first problem; it counts the rest.

    ``context`` is handed to the model's validators (``info.context``).
    """
    data, positions = load_yaml(path)
    if not isinstance(data, dict):
        raise WorkspaceError(
            "must hold keys and values", where=f"{path.as_posix()}, line 1", remedy="Write lines such as name: value."
        )
    try:
        return model.model_validate(data, context=dict(context or {}))
    except ValidationError as error:
        raise _invalid(path, model, error, positions) from error


def place_of(path: Path, keys: KeyPath, positions: Positions) -> str:
    """Where a key stands: "sources/bank.yml, line 12, key tables[1].unit", or the nearest key above that has a line."""
    known = keys
    while known and known not in positions:
        known = known[:-1]
    key = _dotted(keys)
    return f"{path.as_posix()}, line {positions.get(known, 1)}" + (f", key {key}" if key else "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known word, or lists what is known."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known are: {', '.join(choices[:12])}{', …' if len(choices) > 12 else ''}." if choices else ""


class _PlainLoader(yaml.SafeLoader):
    """SafeLoader without aliases: a workspace file says everything where it stands."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors (&) and aliases (*) are not used here", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise WorkspaceError("is too large for a configuration file", where=path.as_posix())
        return data.decode("utf-8-sig")
    except OSError as error:
        raise WorkspaceError(
            "cannot be read", where=path.as_posix(), value=error.strerror or "", remedy="Check that the file is there."
        ) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise WorkspaceError(
            "is not UTF-8 text", where=f"{path.as_posix()}, line {line}", remedy="Save the file as UTF-8."
        ) from error


def _dotted(keys: KeyPath) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")


def _construct(node: yaml.Node, keys: KeyPath, positions: dict[KeyPath, int], path: Path) -> Any:
    positions.setdefault(keys, node.start_mark.line + 1)
    if len(keys) > _DEEPEST:
        raise WorkspaceError("is nested too deeply", where=place_of(path, keys[:3], positions))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, keys, positions, path)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*keys, i), positions, path) for i, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, keys: KeyPath, positions: dict[KeyPath, int], path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise WorkspaceError("uses a list or mapping as a key", where=f"{path.as_posix()}, line {line}")
        key = str(key_node.value)
        here = (*keys, key)
        if key in found:
            raise WorkspaceError(
                "gives a key twice",
                where=f"{path.as_posix()}, line {line}, key {_dotted(here)}",
                value=key,
                remedy=f"It stands on line {positions[here]} already; keep one of the two.",
            )
        positions[here] = line
        found[key] = _construct(value_node, here, positions, path)
    return found


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return int(text) if _WHOLE.fullmatch(text) and len(text) < 19 else text


def _syntax(path: Path, error: yaml.MarkedYAMLError) -> WorkspaceError:
    mark = error.problem_mark or error.context_mark
    where = f"{path.as_posix()}, line {mark.line + 1}, column {mark.column + 1}" if mark else path.as_posix()
    remedy = "Check the indentation (spaces, no tabs), the colons, and quotes around texts that hold : or #."
    return WorkspaceError(f"is not valid YAML: {error.problem or error.context}", where=where, remedy=remedy)


def _invalid(path: Path, model: type[BaseModel], error: ValidationError, positions: Positions) -> WorkspaceError:
    problems = error.errors(include_url=False, include_context=True)
    first = problems[0]
    keys = _keys_in_file(first["loc"], positions)
    rest = f" ({len(problems) - 1} more problems in this file.)" if len(problems) > 1 else ""
    value = first.get("input")
    shown = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    what, remedy = _said(first, model, keys)
    return WorkspaceError(
        what, where=place_of(path, keys, positions), value=shown[:80], remedy=f"{remedy}{rest}".strip()
    )


def _keys_in_file(loc: Sequence[str | int], positions: Positions) -> KeyPath:
    """The path of a problem as the file has it: pydantic adds the names of types it tried, which are left out."""
    kept: KeyPath = ()
    for index, part in enumerate(loc):
        if (*kept, part) in positions or index == len(loc) - 1:
            kept = (*kept, part)
    return kept


def _said(problem: Any, model: type[BaseModel], keys: KeyPath) -> tuple[str, str]:
    """What is wrong, in words, and what to do about it."""
    kind, name = problem["type"], str(keys[-1]) if keys else ""
    if kind == "extra_forbidden":
        return "is not a key that mtm knows here", did_you_mean(name, _known_keys(model, keys[:-1]))
    if kind == "missing":
        return f'lacks the key "{name}"', "Add it."
    if kind == "value_error":
        error = problem["ctx"]["error"]
        return str(error), getattr(error, "remedy", "")
    if kind in ("string_type", "dict_type", "list_type", "model_type", "model_attributes_type"):
        return f"has a value of the wrong kind: {problem['msg'].lower()}", ""
    return problem["msg"][:1].lower() + problem["msg"][1:], ""


def _known_keys(model: type[BaseModel], keys: KeyPath) -> list[str]:
    """The keys that a model declares at a place, following lists, mappings and unions."""
    found: list[type[BaseModel]] = [model]
    for key in keys:
        if isinstance(key, int):
            continue
        inner = [
            m.model_fields[f].annotation for m in found for f in m.model_fields if key in (f, m.model_fields[f].alias)
        ]
        if inner:
            found = [m for annotation in inner for m in _models(annotation)]
    return sorted({field.alias or name for m in found for name, field in m.model_fields.items()})


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
