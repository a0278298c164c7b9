"""XML read without its dangers: no document type, no entities, no network, bounded size and depth.

Scope: two ways of reading, as events for large parts and as a tree for small ones. A document type declaration is
refused as a whole, because office formats never carry one and every XML bomb does.
Source: OWASP XML External Entity Prevention; libxml2 limits the length of texts by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol, cast

from lxml import etree

from mtm.readers.limits import MAX_DEPTH
from mtm.readers.reading import Refusal

Element = etree._Element

_DECLARATION = re.compile(rb"<\x00?!\x00?\s*(D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")


class Listener(Protocol):
    """Receives the events of a part; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def data(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


class _Target:
    """Between the parser and a listener: strips namespaces, refuses document types."""

    def __init__(self, listener: Listener) -> None:
        self._start, self._end, self.data = listener.start, listener.end, listener.data
        self._names: dict[str, str] = {}
        self._depth = 0

    def _local(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            name = local(tag)
            if len(self._names) < 4096:
                self._names[tag] = name
        return name

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refusal("read_damaged", reason=f"{MAX_DEPTH} XML elements inside each other")
        self._start(self._names.get(tag) or self._local(tag), attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._end(self._names.get(tag) or self._local(tag))

    def doctype(self, *_: str) -> None:
        raise Refusal("read_doctype")

    def close(self) -> None:
        return None


def local(tag: str) -> str:
    """A name without its namespace: both variants of Office Open XML, with any prefix, read alike."""
    return tag[tag.rfind("}") + 1 :]


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its name without namespace; "" where it is missing."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local(key) == name), "")


def listen(chunks: Iterable[bytes], listener: Listener, part: str) -> None:
    """Send the events of a part to the listener; memory stays bounded whatever the size.

    Errors: Refusal for XML that is damaged, cut off, or carries a document type.
    """
    parser = etree.XMLParser(
        target=cast(Any, _Target(listener)), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        first = True
        for chunk in chunks:
            if first:
                _refuse_declarations(chunk)
                first = False
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refusal("read_damaged", reason=f"{part}: {error.msg}") from error


def tree(data: bytes, part: str) -> Element:
    """The part as a tree; for parts whose size is already limited. Errors: as ``listen``."""
    _refuse_declarations(data[:65536])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("read_damaged", reason=f"{part}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal("read_doctype")
    return root


def _refuse_declarations(start: bytes) -> None:
    if _DECLARATION.search(start):
        raise Refusal("read_doctype")
