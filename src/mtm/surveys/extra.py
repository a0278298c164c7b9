"""The libraries of the extra ``survey``, and one clear sentence where they are missing.

Scope: pyarrow, numpy, scipy, pyxform, cryptography. mtm runs without them; only surveys need them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mtm.model.errors import MtmError


class MissingExtraError(MtmError):
    """A library that surveys need is not installed."""


def needed(module: str) -> Any:
    """A module of the extra, imported now. Errors: MissingExtraError with the command that installs it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not module.startswith(error.name):
            raise
        raise MissingExtraError(
            f"surveys need the library {error.name.partition('.')[0]}, which is not installed",
            remedy='Install it with: python -m pip install "mtm[survey]"',
        ) from error
