"""Zip containers (.xlsx, .docx, .ods) opened without trusting what they say about themselves.

Scope: parts by name, read as streams and counted while they unpack. Nothing is ever written to disk, so names such as
``../x`` lead nowhere, and containers within containers are never opened.
Errors: Refusal for encryption, damage, overlapping or repeated parts, and sizes beyond the limits.
Source of the overlap rule: CVE-2024-0450.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from mtm.readers.limits import MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from mtm.readers.reading import Refusal

_CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what office programs write
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30


class Archive:
    """The parts of a container by name; names are compared without case and with forward slashes."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > 2 * MAX_PARTS:  # before the directory is turned into objects
            raise Refusal("read_zip_parts", limit=MAX_PARTS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Refusal("read_damaged", reason=f"zip: {error}") from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        _check(self._zip.infolist(), len(data))
        for info in self._zip.infolist():
            if self._parts.setdefault(_key(info.filename), info) is not info:
                raise Refusal("read_zip_overlap", part=info.filename)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def chunks(self, name: str, limit: int = MAX_PART) -> Iterator[bytes]:
        """The part in pieces. Errors: Refusal where it is missing, damaged or unpacks to more than ``limit`` bytes."""
        info = self._parts.get(_key(name))
        if info is None:
            raise Refusal("read_damaged", reason=f"no {name}")
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit or _ratio(size, info.compress_size) > MAX_RATIO:
                        raise Refusal("read_zip_bomb", part=info.filename, limit=limit, ratio=MAX_RATIO)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise Refusal("read_damaged", reason=f"{name}: {error}") from error

    def read(self, name: str, limit: int) -> bytes:
        return b"".join(self.chunks(name, limit))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _ratio(size: int, packed: int) -> int:
    return size // max(packed, 1) if size > RATIO_FROM else 0


def _check(infos: list[zipfile.ZipInfo], size: int) -> None:
    if len(infos) > MAX_PARTS:
        raise Refusal("read_zip_parts", limit=MAX_PARTS)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refusal("read_encrypted")
    for info in infos:
        if info.compress_type not in _METHODS:
            raise Refusal("read_damaged", reason=f"{info.filename}: packed with method {info.compress_type}")
        if info.file_size > MAX_PART or _ratio(info.file_size, info.compress_size) > MAX_RATIO:
            raise Refusal("read_zip_bomb", part=info.filename, limit=MAX_PART, ratio=MAX_RATIO)
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise Refusal("read_zip_bomb", part="", limit=MAX_UNPACKED, ratio=MAX_RATIO)
    _check_overlap(infos, size)


def _check_overlap(infos: list[zipfile.ZipInfo], size: int) -> None:
    """Parts that share bytes let a small file unpack to a huge one."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [size]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > end:
            raise Refusal("read_zip_overlap", part=info.filename)
