"""The vault of a round: what points to persons, encrypted, readable only with a key that lives elsewhere.

Scope: the key, the file, and pseudonyms. Rows are encrypted in chunks with AES-256-GCM; each chunk is bound to its
place and the last one says so, so that a vault that was cut, reordered or changed does not open.
Shapes: a header (mark, 16 random bytes), then chunks of a length (4 bytes) and ciphertext. A chunk's plain text is
the name of its table, a line feed, and an Arrow stream.
Errors: VaultError with what to do; it never says anything about what is inside.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mtm.model.errors import MtmError
from mtm.surveys.extra import needed

if TYPE_CHECKING:
    import pyarrow as pa

MARK = b"MTMVAULT1"
KEY_SIZE = 32
SALT_SIZE = 16
VARIABLE = "MTM_VAULT_KEY"
_LENGTH = struct.Struct("<I")
_NONCE = struct.Struct("<QI")
_LAST, _MORE = 1, 0


class VaultError(MtmError):
    """The vault or its key cannot be used."""


def find_key(file: Path | None, environment: Mapping[str, str], workspace: Path) -> bytes:
    """The key from ``file``, else from the environment; refused inside the workspace it protects."""
    if file is not None:
        if file.resolve().is_relative_to(workspace.resolve()):
            remedy = "Keep it in a folder of its own, away from the data."
            raise VaultError("the key lies in the workspace whose vault it opens", where=file.as_posix(), remedy=remedy)
        try:
            return _key(file.read_text(encoding="ascii").strip(), file.as_posix())
        except (OSError, UnicodeDecodeError) as error:
            remedy = "Check the path, or make a new key: mtm survey key FILE."
            raise VaultError("the key cannot be read", where=file.as_posix(), remedy=remedy) from error
    if environment.get(VARIABLE, "").strip():
        return _key(environment[VARIABLE].strip(), f"environment variable {VARIABLE}")
    raise VaultError(
        "names, phones, places and free text go to an encrypted vault, and there is no key for it",
        remedy=f"Make one outside the workspace with mtm survey key FILE, then give --key-file FILE or set {VARIABLE}.",
    )


def _key(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_SIZE:
        remedy = "A key is 64 hexadecimal digits. Restore it from its safe place, or make one: mtm survey key FILE."
        raise VaultError("this is no key", where=where, remedy=remedy)
    return key


def write_key(path: Path, draw: Callable[[int], bytes] = os.urandom) -> None:
    """A new key in a file that only its owner may read; never over an existing one, nor inside a workspace."""
    if any((folder / "workspace.yml").exists() for folder in path.resolve().parents):
        remedy = "Keep it in a folder of its own, away from the data."
        raise VaultError("the key would lie in a workspace", where=path.as_posix(), remedy=remedy)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise VaultError("there is a file already", where=path.as_posix(), remedy="Use it, or give another.") from error
    except OSError as error:
        raise VaultError("the key cannot be written", where=path.as_posix(), value=error.strerror or "") from error
    with os.fdopen(handle, "wb") as file:
        file.write(draw(KEY_SIZE).hex().encode() + b"\n")


def pseudonym(key: bytes, kind: str, person: str) -> str:
    """A name that stays the same for the same person and says nothing about them: "i" and 10 hexadecimal digits."""
    made = hmac.new(derived(key, b"pseudonym", kind.encode()), person.strip().casefold().encode(), hashlib.sha256)
    return f"{kind[:1]}{made.hexdigest()[:10]}"


def derived(key: bytes, purpose: bytes, salt: bytes) -> bytes:
    """HKDF (RFC 5869) with SHA-256, one block: a key of its own for each purpose and file."""
    fixed = hmac.new(salt or b"\0" * 32, key, hashlib.sha256).digest()
    return hmac.new(fixed, b"mtm " + purpose + b"\x01", hashlib.sha256).digest()


class VaultWriter:
    """Writes a vault chunk by chunk; it is complete only after ``close``."""

    def __init__(self, path: Path, key: bytes, draw: Callable[[int], bytes] = os.urandom) -> None:
        salt = draw(SALT_SIZE)
        self._cipher = _cipher(key, salt)
        self._file: IO[bytes] = path.open("wb")
        self._file.write(MARK + salt)
        self._number = 0

    def add(self, table: str, rows: pa.Table) -> None:
        """Encrypt some rows of a table; rows without columns are left out."""
        if rows.num_rows and rows.num_columns:
            self._write(table.encode() + b"\n" + _packed(rows), _MORE)

    def close(self) -> None:
        """Write the end and force everything to the disk."""
        self._write(b"", _LAST)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        self._file.close()

    def _write(self, plain: bytes, last: int) -> None:
        sealed = self._cipher.encrypt(_NONCE.pack(self._number, last), plain, MARK)
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._number += 1


def open_vault(path: Path, key: bytes) -> Iterator[tuple[str, pa.Table]]:
    """The tables of a vault, piece by piece. Errors: VaultError for a wrong key or a vault that was changed."""
    with path.open("rb") as file:
        head = file.read(len(MARK) + SALT_SIZE)
        if head[: len(MARK)] != MARK or len(head) < len(MARK) + SALT_SIZE:
            raise VaultError("is no vault of mtm", where=path.as_posix())
        cipher = _cipher(key, head[len(MARK) :])
        number = 0
        while True:
            plain, last = _opened(cipher, _chunk(file, path), number, path)
            if last:
                return
            name, _, packed = plain.partition(b"\n")
            yield name.decode(), _unpacked(packed)
            number += 1


def opens(path: Path, key: bytes) -> bool:
    """Whether a key opens a vault, told by its first chunk."""
    try:
        next(open_vault(path, key), None)
    except VaultError:
        return False
    return True


def _chunk(file: IO[bytes], path: Path) -> bytes:
    size = file.read(_LENGTH.size)
    data = file.read(_LENGTH.unpack(size)[0]) if len(size) == _LENGTH.size else b""
    if not data:
        raise VaultError("is cut off", where=path.as_posix(), remedy="Restore it from a copy.")
    return data


def _opened(cipher: Any, sealed: bytes, number: int, path: Path) -> tuple[bytes, bool]:
    broken = needed("cryptography.exceptions").InvalidTag
    for last in (_MORE, _LAST):
        try:
            return cipher.decrypt(_NONCE.pack(number, last), sealed, MARK), bool(last)
        except broken:
            continue
    remedy = "Use the key it was written with, or restore the vault from a copy."
    raise VaultError("does not open: another key, or the file was changed", where=path.as_posix(), remedy=remedy)


def _cipher(key: bytes, salt: bytes) -> Any:
    aead = needed("cryptography.hazmat.primitives.ciphers.aead")
    return aead.AESGCM(derived(key, b"vault", salt))


def _packed(rows: pa.Table) -> bytes:
    pa = needed("pyarrow")
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


def _unpacked(data: bytes) -> pa.Table:
    return needed("pyarrow").ipc.open_stream(data).read_all()
