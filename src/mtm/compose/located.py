"""YAML with the line of every key, so that an error can name file, line and key.

Scope: plain data only (mappings, lists, texts, numbers, dates as written); duplicate keys are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mtm.kit import yaml_text
from mtm.model.errors import WorkspaceError

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """The data of a YAML text, and the line in the file where each key path stands."""

    data: Any
    lines: Mapping[Path, int]


def load(text: str, where: str, first_line: int = 1) -> Located:
    """Read a YAML text whose first line is ``first_line`` of the file ``where``.

    Errors: WorkspaceError with file and line for text that is not YAML, unknown tags and duplicate keys.
    """
    try:
        node = yaml_text.compose(text)
        data = yaml_text.data_of(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise WorkspaceError(str(problem), where=f"{where}, line {line}") from None
    lines: dict[Path, int] = {}
    for path, line in _walk(node, (), set()):
        at = line + first_line
        if path in lines:
            raise WorkspaceError("a key stands twice", where=f"{where}, line {at}", value=".".join(path))
        lines[path] = at
    return Located(data, lines)


def _walk(node: yaml.Node | None, path: Path, seen: set[int]) -> Iterator[tuple[Path, int]]:
    """Every key path with its line; a node that stands for several places (an alias) is walked once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield inner, key.start_mark.line
            yield from _walk(value, inner, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            inner = (*path, str(index))
            yield inner, value.start_mark.line
            yield from _walk(value, inner, seen)
