"""A new workspace: a folder with made-up sample files that builds at once, to be filled with a country's own.

Scope: copies the template that ships with mtm. Nothing that exists is touched; nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from mtm.model.errors import MtmError

FIRST = "2026-Q1"
"""The period for which the template's sample files build a report."""

SURVEYS = "surveys"
"""Forms may be put into a folder before it is a workspace; the template has nothing that could lie there."""


def scaffold(folder: Path) -> tuple[str, ...]:
    """Make the workspace, and say what was made and what to do next.

    Errors: MtmError for a folder that holds anything but surveys, or that cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(entry.name != SURVEYS for entry in folder.iterdir())):
        remedy = "Name a new folder; mtm new never writes into one that is in use."
        raise MtmError("this folder is not empty", where=folder.as_posix(), remedy=remedy)
    try:
        made = [_copy(file, folder / name) for name, file in _files(resources.files("mtm") / "workspace" / "template")]
    except OSError as error:
        raise MtmError(
            "the workspace cannot be written", where=folder.as_posix(), value=error.strerror or ""
        ) from error
    place = folder.as_posix()
    return (
        f"Made {place} with {len(made)} files.",
        f"Build its first report:  mtm build {place} {FIRST}",
        f"Then edit {place}/workspace.yml and {place}/sources/, and put partner files into {place}/inbox/.",
    )


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{above}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{name}/")
        else:
            yield name, entry


def _copy(file: Traversable, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.read_bytes())
    return path
