"""The sentence of a finding, in the reader's language.

Scope: templates from ``locales/<language>/findings/audit.yml``: one per kind of relation, and one per mechanism.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from mtm.audit.findings import Found
from mtm.kit.messages import templates

PREFIX = "audit_"


def spoken(found: Found, language: str = "en") -> Found:
    """The finding with its message: what is wrong, why, what it probably should be."""
    words = _words(language)
    values = dict(found.params)
    main = words[PREFIX + values.get("sentence", "open")]["message"].format_map(_Values(values))
    why = words.get(PREFIX + "because_" + found.mechanism, {}).get("message", "").format_map(_Values(values))
    return replace(found, message=" ".join(part for part in (main, why) if part))


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    """The templates of a language, the English ones where it has none."""
    return templates("en") | templates(language)


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""
