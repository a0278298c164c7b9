"""Compound files of old Office programs (.xls, and .xlsx with a password): named streams found by following sectors.

Scope: reading streams into memory; every chain is bounded by the file's own size, so loops and lies end in a refusal.
Source: [MS-CFB] Compound File Binary File Format.
"""

from __future__ import annotations

import struct

from mtm.readers.reading import Refusal

_END = 0xFFFFFFFA  # this and larger numbers are no sectors but marks
_ENTRY = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class Compound:
    """The streams of a compound file by name, and the names of its storages (folders)."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise Refusal("read_damaged", reason="the container's header is cut off")
        self._data = data
        shift, self._mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or self._mini_shift != 6:
            raise Refusal("read_damaged", reason=f"sectors of 2^{shift} bytes")
        self._size = 1 << shift
        self._fat = self._table(self._fat_sectors())
        first_directory, self._cutoff = struct.unpack_from("<I4xI", data, 48)
        first_mini = struct.unpack_from("<I", data, 60)[0]
        self._mini_fat = _numbers(self._chain(first_mini))
        self._mini = b""
        self.storages: set[str] = set()
        self._streams: dict[str, tuple[int, int]] = {}
        self._read_directory(self._chain(first_directory))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._streams) | self.storages

    def read(self, name: str) -> bytes:
        """A stream's bytes. Errors: Refusal where the file is cut off before its end."""
        start, size = self._streams[name]
        data = self._small(start, size) if size < self._cutoff else self._chain(start)[:size]
        if len(data) < size:
            raise Refusal("read_damaged", reason=f"stream {name} is cut off")
        return data

    def _fat_sectors(self) -> list[int]:
        """The sectors that hold the table of sectors: 109 in the header, the rest in a chain of their own."""
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._size + 1)):
            if following >= _END:
                break
            numbers = _numbers(self._sector(following))
            sectors += numbers[:-1]
            following = numbers[-1] if numbers else _END
        return [sector for sector in sectors if sector < _END]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        if len(sectors) > len(self._data) // self._size + 1:
            raise Refusal("read_damaged", reason="more sectors than the file has")
        return _numbers(b"".join(self._sector(sector) for sector in sectors))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise Refusal("read_damaged", reason=f"sector {number} lies behind the end of the file")
        return self._data[start : start + self._size]

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < _END:
            pieces.append(self._sector(sector))
            if sector >= len(self._fat) or len(pieces) > len(self._fat):
                raise Refusal("read_damaged", reason="a chain of sectors does not end")
            sector = self._fat[sector]
        return b"".join(pieces)

    def _small(self, sector: int, size: int) -> bytes:
        pieces: list[bytes] = []
        while sector < _END and len(pieces) << self._mini_shift < size:
            start = sector << self._mini_shift
            pieces.append(self._mini[start : start + (1 << self._mini_shift)])
            sector = self._mini_fat[sector] if sector < len(self._mini_fat) else _END
        return b"".join(pieces)[:size]

    def _read_directory(self, directory: bytes) -> None:
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            first, size = struct.unpack_from("<II", directory, start + 116)
            name = directory[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
            if kind == _STREAM:
                self._streams.setdefault(name, (first, size))
            elif kind == _STORAGE:
                self.storages.add(name)
            elif kind == _ROOT:
                self._mini = self._chain(first)[:size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
