"""Tracing follows a printed number back to the cells it came from.

Scope: reads the register alone, so that a published figures.json can be traced without its workspace.
Several figures may print the same text: all of them are shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Entries = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of the chain: a figure with its formula, or an observation with its cell."""

    title: str
    detail: str = ""
    branches: tuple[Branch, ...] = ()


def trace(entries: Entries, text: str) -> tuple[Branch, ...]:
    """The chains of all figures that print this text in any language, or that have this id; () where there are none.

    A number asked for without a sign also finds a negative one: a sentence prints it so ("fell by 4.9 per cent").
    """
    by_id = {entry["id"]: entry for entry in entries}
    wanted = plain_number(text)
    found = [e for e in by_id.values() if e["id"] == text.strip() or wanted in _printed(e)]
    found = found or [e for e in by_id.values() if f"-{wanted}" in _printed(e)]
    return tuple(_figure(entry, by_id, ()) for entry in found)


def _printed(entry: Mapping[str, Any]) -> list[str]:
    return [plain_number(text) for text in entry["text"].values()]


def plain_number(text: str) -> str:
    """A printed number without spaces and with one kind of minus, so that 9 174 and 9 174 are the same text."""
    kept = "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Zs", "Cf"))
    return kept.replace("\u2212", "-").replace("\u2013", "-").removeprefix("+").removesuffix("%")


def render(branches: Sequence[Branch]) -> str:
    """The chains as text for a console, one step per line, indented beneath what it belongs to."""
    lines = [line for branch in branches for line in (*_lines(branch, "", ""), "")]
    return "\n".join(lines).rstrip("\n") + "\n" if lines else ""


def _figure(entry: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], above: tuple[str, ...]) -> Branch:
    printed = " | ".join(f"{text} ({language})" for language, text in entry["text"].items())
    value = "not available" if entry["value"] is None else f"{entry['value']} {entry['unit']}"
    about = [printed or "not printed", value, entry["period"], f"status {entry['status']}"]
    below = [_operand(operand, by_id, (*above, entry["id"])) for operand in entry["operands"] if operand not in above]
    title = f"{entry['id']} = {entry['formula']}"
    return Branch(title, ", ".join(part for part in about if part), tuple(below))


def _operand(operand: Any, by_id: Mapping[str, Mapping[str, Any]], above: tuple[str, ...]) -> Branch:
    if isinstance(operand, str):
        known = by_id.get(operand)
        return _figure(known, by_id, above) if known else Branch(operand, "not in the register")
    return _observation(operand["observation"])


def _observation(o: Mapping[str, Any]) -> Branch:
    within = [o["area"], *(f"{dimension}={code}" for dimension, code in o["breakdown"].items()), o["period"]]
    value = "no value" if o["value"] is None else o["value"]
    sheet = f'sheet "{o["sheet"]}", ' if o["sheet"] else ""
    cell = f'{o["file"]}, {sheet}{o["cell"]}: "{o["raw"]}"'
    about = f"{o['source']}, received {o['vintage']}, status {o['status']}, sha256 {o['sha256'][:12]}"
    return Branch(f"{o['indicator']}[{', '.join(within)}] = {value}", about, (Branch(cell, _made_from(o)),))


def _made_from(o: Mapping[str, Any]) -> str:
    """What mtm counted the value from: tabulation, version, parameters and data set; "" for a delivered value."""
    made = o.get("made_from") or {}
    if not made:
        return ""
    how = made.get("tabulation", "")
    how += f" version {made['tabulation_version']}" if made.get("tabulation_version") else ""
    how += f" ({made['parameters']})" if made.get("parameters") else ""
    return f"counted by {how} from the data set {made.get('dataset', '')}, sha256 {made.get('dataset_sha256', '')[:12]}"


def _lines(branch: Branch, first: str, rest: str) -> list[str]:
    lines = [f"{first}{branch.title}"]
    if branch.detail:
        lines.append(f"{rest}{'│ ' if branch.branches else '  '}{branch.detail}")
    for number, below in enumerate(branch.branches, start=1):
        last = number == len(branch.branches)
        lines += _lines(below, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))
    return lines
