"""Office containers (.xlsx, .docx): which part is the main one, and which parts it refers to.

Scope: relationships of the Open Packaging Conventions (ECMA-376 part 2). Targets outside the container are known as
such and never followed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from mtm.model.finding import Severity
from mtm.readers import markup
from mtm.readers.archive import Archive
from mtm.readers.limits import MAX_TREE
from mtm.readers.reading import Reading

_RUNNABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("read_macros", ("vbaproject.bin", "/macrosheets/", "basic/", "scripts/")),
    ("read_external_links", ("/externallinks/", "/attachedtoolbars")),
    ("read_embedded", ("/embeddings/", "/activex/", "/oleobject", "objectreplacements/")),
    ("read_connections", ("/connections.xml", "/querytables/", "/model/item.data")),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another; ``kind`` is the last word of its type ("worksheet", "styles")."""

    id: str
    kind: str
    target: str
    external: bool


def relations(archive: Archive, part: str) -> tuple[Relation, ...]:
    """What a part refers to; "" asks for the container as a whole."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive:
        return ()
    root = markup.tree(archive.read(path, MAX_TREE), path)
    return tuple(_relation(element.attrib, folder) for element in root if isinstance(element.tag, str))


def main_part(archive: Archive) -> str:
    """The workbook or the document itself; "" where the container names none."""
    return next((r.target for r in relations(archive, "") if r.kind == "officedocument" and not r.external), "")


def note_runnable(reading: Reading, archive: Archive) -> None:
    """List what a container could run or fetch: macros, links to other files, embedded objects, data connections."""
    for rule, marks in _RUNNABLE:
        parts = sorted(name for name in archive.names if any(mark in f"/{name}" for mark in marks))
        if parts:
            reading.note(rule, Severity.WARNING, count=len(parts), first=parts[0])
    fetched = sorted({target for target in _fetched(archive)})
    if fetched:
        reading.note("read_external_links", Severity.WARNING, count=len(fetched), first=fetched[0])


def _fetched(archive: Archive) -> Iterator[str]:
    """Targets outside the container that office programs load by themselves; ordinary hyperlinks are not among them."""
    for name in archive.names:
        if name.endswith(".rels") and "/externallinks/" not in f"/{name}":
            source = name.replace("_rels/", "", 1).removesuffix(".rels")
            for relation in relations(archive, source):
                if relation.external and relation.kind != "hyperlink":
                    yield relation.target


def _relation(attributes: object, folder: str) -> Relation:
    values = dict(attributes)  # type: ignore[call-overload]
    external = values.get("TargetMode", "").lower() == "external"
    target = values.get("Target", "").replace("\\", "/")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(values.get("Id", ""), values.get("Type", "").rsplit("/", 1)[-1].lower(), target, external)
