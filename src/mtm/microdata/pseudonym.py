"""Persons become pseudonyms: a keyed hash of the document, made at intake, with a key that lives elsewhere.

Scope: the key file and the SQL of HMAC-SHA-256 (RFC 2104), cut to 128 bits. Without the key nobody can try out document
numbers; with another key the same person would be another pseudonym, so a dataset remembers a fingerprint of its key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from mtm.microdata.durable import aside, commit
from mtm.model.errors import MtmError

SIZE = 32
_BLOCK = 64


class KeyFileError(MtmError):
    """The key cannot be used, or lies where the data are."""


def default_key(source: str) -> Path:
    """Where the key of a source lies unless told otherwise: in the user's own folder."""
    return Path.home() / ".mtm" / "keys" / f"{source}.key"


def new_key(path: Path, secret: bytes) -> None:
    """Write a new key that only its owner may read; never over an existing one."""
    if len(secret) != SIZE:
        raise KeyFileError("A key has 32 bytes", where=str(path), value=str(len(secret)), remedy="Draw it at random.")
    if path.exists():
        raise KeyFileError("There is a key already", where=str(path), remedy="Use it, or give another place.")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(aside(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret.hex().encode() + b"\n")
    commit(path)


def read_key(path: Path, dataset: Path, extract: Path) -> bytes:
    """The key; refused where it lies inside or next to the dataset, or in the folder of the partner's file."""
    folder, dataset, extract = path.resolve().parent, dataset.resolve(), extract.resolve()
    if folder.is_relative_to(dataset) or folder in (dataset.parent, extract.parent):
        remedy = "Keep it in a folder of its own, away from the data."
        raise KeyFileError("The key lies beside the data", where=str(path), remedy=remedy)
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        remedy = "Restore it from its safe place; without it the same persons cannot be recognised again."
        raise KeyFileError("The key cannot be read", where=str(path), remedy=remedy) from None
    if len(secret) != SIZE:
        raise KeyFileError("The key is damaged", where=str(path), remedy="Restore it from its safe place.")
    return secret


def fingerprint(secret: bytes) -> str:
    """What a dataset may know of its key: enough to notice another one, nothing to try numbers with."""
    return hmac.new(secret, b"mtm: fingerprint of the key", hashlib.sha256).hexdigest()[:16]


def pseudonym(secret: bytes, person: str) -> str:
    """The pseudonym of one person's normalised identity, 32 hexadecimal digits: what ``pseudonym_sql`` computes."""
    return hmac.new(secret, person.encode(), hashlib.sha256).hexdigest()[:32]


def pseudonym_sql(text: str) -> str:
    """SQL for the pseudonym of a text; it takes the parameters of ``pads``."""
    inner = f"sha256($inner::BLOB || encode({text}))"
    return f"CAST(left(sha256($outer::BLOB || unhex({inner})), 32) AS UUID)"


def pads(secret: bytes) -> dict[str, bytes]:
    """The two padded keys of HMAC, as parameters of the query: they are never part of its text."""
    padded = secret.ljust(_BLOCK, b"\0")
    return {"inner": bytes(byte ^ 0x36 for byte in padded), "outer": bytes(byte ^ 0x5C for byte in padded)}
