"""Errors that stop a command: each says what is wrong, where, with which value, and what to do next.

Scope: problems of code, configuration or the machine. Problems of data are findings.
"""

from __future__ import annotations


class MtmError(Exception):
    """A problem that a user can act on; doors print it as one paragraph and exit with code 2, never a traceback."""

    def __init__(self, what: str, *, where: str = "", value: str = "", remedy: str = "") -> None:
        self.what, self.where, self.value, self.remedy = what, where, value, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        value = f' "{self.value}"' if self.value else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.what}{value}.{remedy}"


class WorkspaceError(MtmError):
    """A workspace's configuration cannot be used; ``where`` names file, line and key."""


class StoreError(MtmError):
    """The workspace's database cannot be opened, read or written."""
