"""A tidy file becomes observations, line by line: each is whole and sound, or it is set aside with its reason.

Scope: one delivery of a source that says ``derived: true``. The origin of a value is its line and the column "value".
Nothing is mended or guessed: a name that is not a code, a period in other words, a decimal comma, all are findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtm.derived import tidy
from mtm.derived.meaning import Known, UnfitError, observation
from mtm.derived.trouble import Trouble
from mtm.kit.names import Names
from mtm.model.labelled import Harmonised
from mtm.model.observation import Delivery, Observation
from mtm.workspace.indicators import Codes
from mtm.workspace.source import Source

MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: its line, its fields by column, and whether its seal is unbroken (True without a seal)."""

    number: int
    values: dict[str, str]
    sound: bool = True


def read(data: bytes, source: Source, delivery: Delivery, names: Names, codes: Codes) -> Harmonised:
    """The observations of a tidy file, findings about it, and the values that were set aside.

    ``names`` are the areas' names and ``codes`` the indicators and breakdowns of package and workspace: only their
    codes are known.
    """
    trouble = Trouble(delivery)
    lines = _lines(data, trouble)
    known = Known.of(source, delivery, names, codes)
    found = [(line, o) for line in lines if (o := _observed(line, known, trouble)) is not None]
    kept = _without_repeats(found, trouble)
    return Harmonised(kept, trouble.findings, tuple(trouble.set_aside))


def _observed(line: Line, known: Known, trouble: Trouble) -> Observation | None:
    text = line.values["value"]
    if not line.sound:
        trouble.refuse(line.number, text, "derived_edited")
        return None
    try:
        return observation(line.values, line.number, known)
    except UnfitError as unfit:
        trouble.refuse(line.number, text, unfit.rule, unfit.text, column=unfit.column)
        return None


def _lines(data: bytes, trouble: Trouble) -> list[Line]:
    """The rows of the file; none where it is not a tidy file at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        trouble.note(0, "", "derived_not_text", byte=str(error.start))
        return []
    rows = [row.removesuffix("\r") for row in text.removesuffix("\n").split("\n")]
    header = tidy.fields(rows[0]) or []
    if not _is_header(header):
        trouble.note(1, rows[0][:200], "derived_header", columns=",".join(tidy.COLUMNS))
        return []
    if len(rows) - 1 > MOST_ROWS:
        trouble.note(len(rows), "", "derived_too_long", rows=str(len(rows) - 1), most=str(MOST_ROWS))
        return []
    if header[-1] != tidy.SEAL:
        trouble.note(1, "", "derived_unsealed")
    return list(_rows(rows[1:], header, trouble))


def _is_header(header: Sequence[str]) -> bool:
    """The nine columns, then attributes, each once and in order, then the seal, which a foreign file may lack."""
    more = list(header[len(tidy.COLUMNS) :])
    attributes = more[:-1] if more[-1:] == [tidy.SEAL] else more
    named = all(tidy.ATTRIBUTE.fullmatch(name) and name not in tidy.RESERVED for name in attributes)
    return tuple(header[: len(tidy.COLUMNS)]) == tidy.COLUMNS and named and attributes == sorted(set(attributes))


def _rows(rows: Sequence[str], header: Sequence[str], trouble: Trouble) -> Iterator[Line]:
    sealed = header[-1] == tidy.SEAL
    for number, row in enumerate(rows, start=1):
        values = tidy.fields(row)
        if values is None or len(values) != len(header) or tidy.CONTROL.search(row):
            trouble.refuse(number + 1, row[:200], "derived_fields", columns=str(len(header)))
            continue
        sound = not sealed or values[-1] == tidy.seal(number, len(rows), values[:-1])
        yield Line(number + 1, dict(zip(header, values, strict=True)), sound)


def _without_repeats(found: Sequence[tuple[Line, Observation]], trouble: Trouble) -> tuple[Observation, ...]:
    """What is said once; of what is said twice, nothing says which row is meant, even if the values agree."""
    by_key: dict[tuple[object, ...], list[tuple[Line, Observation]]] = {}
    for line, observed in found:
        by_key.setdefault(observed.key, []).append((line, observed))
    for repeated in by_key.values():
        for line, o in repeated if len(repeated) > 1 else ():
            trouble.refuse(line.number, o.origin.raw, "derived_twice", f"{o.indicator} {o.time_period.code}")
    return tuple(group[0][1] for group in by_key.values() if len(group) == 1)
