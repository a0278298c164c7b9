"""Whether a key is the one that the workspace's rounds were taken in with.

With another key the same interviewer would be another pseudonym, and the vaults of before would stay closed to it. So
the workspace remembers a fingerprint of its key: a keyed hash, from which nobody learns the key.
Shapes: ``surveys/vault-key.txt`` holds 32 hexadecimal digits. Where it is missing, the vaults themselves are tried.
Errors: VaultError with what to do.
"""

from __future__ import annotations

import hmac
from pathlib import Path

from mtm.surveys.vault import VaultError, derived, opens

FILE = "vault-key.txt"
VAULT = "vault.bin"


def fingerprint(key: bytes) -> str:
    """What a key is known by: 32 hexadecimal digits that do not tell it."""
    return derived(key, b"fingerprint", b"").hex()[:32]


def refuse_another(surveys: Path, key: bytes) -> None:
    """Errors: VaultError where the rounds in ``surveys`` were taken in with another key."""
    known = _remembered(surveys)
    if known is None:
        vaults = sorted(surveys.glob(f"*/rounds/*/{VAULT}"))
        same = not vaults or any(opens(vault, key) for vault in vaults)
    else:
        same = hmac.compare_digest(known, fingerprint(key))
    if not same:
        raise VaultError(
            "this is another key than the rounds of the workspace were taken in with; nothing was taken in",
            where=surveys.as_posix(),
            remedy="Give the key of before, or interviewers get other pseudonyms and cannot be followed from round to "
            "round. Where it is lost for good, say --another-key: from then on the new key is the workspace's.",
        )


def remember(surveys: Path, key: bytes) -> None:
    """Write down what the workspace's key is known by."""
    if _remembered(surveys) != fingerprint(key):
        part = surveys / f"{FILE}.part"
        part.write_text(fingerprint(key) + "\n", encoding="ascii", newline="\n")
        part.replace(surveys / FILE)


def _remembered(surveys: Path) -> str | None:
    try:
        return (surveys / FILE).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Restore it from a copy, or remove it: the vaults are asked then."
        raise VaultError("cannot be read", where=(surveys / FILE).as_posix(), remedy=remedy) from error
