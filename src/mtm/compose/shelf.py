"""The shelf of sections: one folder each, in the package or in the workspace.

    sections/flows/section.yml      what it needs and which tables, charts and tiles it has
    sections/flows/figures.yml      its figures (read by ``figures``, carried here as text)
    sections/flows/text.en.md       its words in one language: front matter (titles, labels, …) and body

Scope: finding and reading. A workspace's section of the same id takes the place of the package's; a workspace's folder
that holds only text.LANGUAGE.md gives the package's section another text: in a language that it does not have, or in
words that a reviewer has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from mtm.compose.input import Outline, SectionFolder, Text
from mtm.compose.located import Located, load
from mtm.model.errors import WorkspaceError

_FENCE = "---"
_OUTLINE_KEYS = ("front", "opening", "sections", "closing", "tiles", "key_findings")


def package_shelf() -> Traversable:
    """The sections that ship with mtm."""
    return resources.files("mtm") / "sections"


def shelved(shelf: Traversable) -> tuple[str, ...]:
    """The ids of all sections on a shelf, sorted."""
    if not shelf.is_dir():
        return ()
    return tuple(sorted(e.name for e in shelf.iterdir() if e.is_dir() and (e / "section.yml").is_file()))


def open_sections(ids: Iterable[str], shelves: Mapping[str, Traversable], language: str) -> dict[str, SectionFolder]:
    """The folders of these sections, looked for on each shelf in turn; ``shelves`` are named for messages.

    Errors: WorkspaceError for a section that no shelf has, for one without a text in the language, for a wrong id.
    """
    return {id: _open(id, shelves, language) for id in dict.fromkeys(ids)}


def _open(id: str, shelves: Mapping[str, Traversable], language: str) -> SectionFolder:
    for label, shelf in shelves.items():
        folder = shelf / id
        if (folder / "section.yml").is_file():
            texts = {f"{name}/{id}": other / id for name, other in shelves.items()}
            return read_section(folder, f"{label}/{id}", id, language, texts)
    known = sorted({name for shelf in shelves.values() for name in shelved(shelf)})
    raise WorkspaceError(
        "no such section", where="outline.yml", value=id, remedy=f"Sections that exist: {', '.join(known)}."
    )


def read_section(
    folder: Traversable, where: str, id: str, language: str, texts: Mapping[str, Traversable] | None = None
) -> SectionFolder:
    """One section's folder; its text may stand in one of ``texts``. Errors: WorkspaceError with file and line."""
    declared = _mapping(load(_read(folder / "section.yml"), f"{where}/section.yml"), f"{where}/section.yml")
    if declared.data.get("id") != id:
        raise WorkspaceError(
            "the id of a section is the name of its folder",
            where=f"{where}/section.yml, line {declared.lines.get(('id',), 1)}",
            value=str(declared.data.get("id", "")),
            remedy=f"Write id: {id}.",
        )
    name = f"text.{language}.md"
    held = next(((w, f) for w, f in {**(texts or {}), where: folder}.items() if (f / name).is_file()), None)
    if held is None:
        remedy = f"Add {name} beside its section.yml, or leave {language} out of the workspace's languages."
        raise WorkspaceError("the section has no text in this language", where=where, value=language, remedy=remedy)
    figures = _read(folder / "figures.yml") if (folder / "figures.yml").is_file() else ""
    text = read_text(_read(held[1] / name), f"{held[0]}/{name}")
    return SectionFolder(id, where, declared.data, declared.lines, text, figures)


def read_text(content: str, where: str) -> Text:
    """A text with front matter between two lines of three hyphens, or without any."""
    lines = content.splitlines()
    if not lines or lines[0].strip() != _FENCE:
        return Text(where, content)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise WorkspaceError("the front matter has no end", where=f"{where}, line 1", remedy="Close it with ---.")
    matter = _mapping(load("\n".join(lines[1:end]), where, first_line=2), where)
    return Text(where, "\n".join(lines[end + 1 :]), end + 2, matter.data, matter.lines)


def read_outline(content: str, where: str) -> Outline:
    """The workspace's outline.yml. Errors: WorkspaceError with file, line and key."""
    located = _mapping(load(content, where), where)
    for key in located.data:
        if key not in _OUTLINE_KEYS:
            raise WorkspaceError(
                "unknown key",
                where=f"{where}, line {located.lines[(key,)]}",
                value=str(key),
                remedy=f"Keys are {', '.join(_OUTLINE_KEYS)}.",
            )
    front = located.data.get("front", "front")
    lists = {key: _strings(located, key, where) for key in _OUTLINE_KEYS if key != "front"}
    return Outline(str(front), **lists)


def _strings(located: Located, key: str, where: str) -> tuple[str, ...]:
    found = located.data.get(key) or []
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise WorkspaceError("a list of names is expected", where=f"{where}, line {located.lines[(key,)]}", value=key)
    return tuple(found)


def _mapping(located: Located, where: str) -> Located:
    if located.data is None:
        return Located({}, located.lines)
    if not isinstance(located.data, dict):
        raise WorkspaceError("keys and values are expected", where=f"{where}, line 1")
    return located


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8-sig")
