"""A PDF file as its numbered objects, and back into a file: small, because the many objects of the tags are compressed.

Scope: files as typst writes them: one revision, a plain cross-reference table, no encryption.
Source: ISO 32000-1, 7.5.4 (cross-reference table), 7.5.7 (object streams), 7.5.8 (cross-reference streams).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise

Objects = dict[int, bytes]
HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
PER_STREAM = 200


def read(data: bytes) -> tuple[Objects, bytes]:
    """The objects by number, and the dictionary of the trailer (without its brackets)."""
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    count, table = _table(data, start)
    entries = [table[20 * n : 20 * n + 20] for n in range(count)]
    used = sorted((int(entry[:10]), n) for n, entry in enumerate(entries) if entry[17:18] == b"n")
    ends = pairwise([*(offset for offset, _ in used), start])
    objects = {n: _body(data[offset:end]) for (offset, end), (_, n) in zip(ends, used, strict=True)}
    trailer = data[data.index(b"trailer", start) + 7 : data.rindex(b"startxref")].strip()
    return objects, trailer[2:-2]


def _table(data: bytes, start: int) -> tuple[int, bytes]:
    head = re.compile(rb"xref\s+0 (\d+)\s*?\n").match(data, start)
    if head is None:
        raise ValueError("the file has no plain cross-reference table")
    return int(head[1]), data[head.end() :]


def _body(text: bytes) -> bytes:
    """An object without its number: "5 0 obj\\n<<…>>\\nendobj" gives "<<…>>"."""
    return text[text.index(b"obj") + 3 : text.rindex(b"endobj")].strip(b"\r\n")


def write(objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    """A file with these objects; dictionaries go into compressed streams, which stand beside the streams there were."""
    plain = [n for n in sorted(objects) if _is_stream(objects[n])]
    packed = [n for n in sorted(objects) if not _is_stream(objects[n])]
    out, places, number = bytearray(HEADER), {}, max(objects) + 1
    for n in plain:
        places[n] = (1, len(out), 0)
        out += _object(n, objects[n])
    for at in range(0, len(packed), PER_STREAM):
        group = packed[at : at + PER_STREAM]
        places |= {n: (2, number, index) for index, n in enumerate(group)}
        places[number] = (1, len(out), 0)
        out += _object(number, _packed({n: objects[n] for n in group}))
        number += 1
    places[number] = (1, len(out), 0)
    start = len(out)
    out += _object(number, _cross_references(places, number + 1, trailer))
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def _is_stream(body: bytes) -> bool:
    return body.endswith(b"endstream")


def _object(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _stream(entries: bytes, content: bytes) -> bytes:
    squeezed = zlib.compress(content, 9)
    head = b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(squeezed))
    return head + b"\nstream\n" + squeezed + b"\nendstream"


def _packed(objects: Mapping[int, bytes]) -> bytes:
    """Several objects in one stream: first their numbers and places, then they themselves."""
    places, at = [], 0
    for number, body in objects.items():
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    index = b" ".join(places) + b"\n"
    content = index + b"\n".join(objects.values())
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(index)), content)


def _cross_references(places: Mapping[int, tuple[int, int, int]], size: int, trailer: bytes) -> bytes:
    lines = b"".join(_line(places.get(n, (0, 0, 0))) for n in range(size))
    kept = b"".join(_entries(trailer))
    return _stream(b"/Type/XRef/Size %d/W[1 4 2]%b" % (size, kept), lines)


def _line(place: tuple[int, int, int]) -> bytes:
    kind, where, index = place
    return kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")


def _entries(trailer: bytes) -> Iterator[bytes]:
    """Root, Info and ID of the trailer; the size is counted anew."""
    for name, pattern in (
        (b"/Root", rb"/Root (\d+ \d+ R)"),
        (b"/Info", rb"/Info (\d+ \d+ R)"),
        (b"/ID", rb"/ID(\[.*?\])"),
    ):
        found = re.search(pattern, trailer, re.DOTALL)
        if found:
            yield name + b" " + found[1]
