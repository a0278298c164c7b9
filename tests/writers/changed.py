"""A report with every text of a kind changed: longer words, other labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from mtm.model.blocks import Words
from mtm.model.figure import Figure


def words(tree: Any, change: Callable[[str], str]) -> Any:
    """The same tree of frozen values with ``change`` applied to the text of every Words span."""
    if isinstance(tree, Words):
        return replace(tree, text=change(tree.text))
    if isinstance(tree, tuple):
        return tuple(words(item, change) for item in tree)
    if is_dataclass(tree) and not isinstance(tree, type | Figure):
        return replace(tree, **{f.name: words(getattr(tree, f.name), change) for f in fields(tree)})
    return tree


def longer(text: str) -> str:
    """The text with each word a good third longer, as a translation may be."""
    return " ".join(word + word[: (len(word) * 35 + 99) // 100].lower() for word in text.split(" "))
