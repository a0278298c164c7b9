"""Observations become a tidy file in the inbox: the same observations give the same bytes.

Scope: writing. What does not fit the form is a mistake of the caller and raises: nothing may be lost in silence.
Vintage and origin are not written: they are those of the delivery once it is read. What the observations were computed
from belongs into their attributes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from mtm.derived import tidy
from mtm.model.errors import MtmError
from mtm.model.observation import Observation

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


def write(
    observations: Iterable[Observation],
    inbox: Path,
    source: str,
    received: date,
    name: str,
    *,
    replace: bool = False,
) -> Path:
    """Put a tidy file of these observations into the inbox as a delivery of ``source``, whole or not at all.

    ``inbox`` is the workspace's folder, ``received`` the date of the delivery and so the vintage of its observations,
    ``name`` letters, digits, - and _. A delivery that stands there already with other contents is left as it is unless
    ``replace`` is given. Errors: MtmError for observations that have no place in a tidy file, and where nothing can be
    written.
    """
    if not (_NAME.fullmatch(name) and _NAME.fullmatch(source)):
        raise MtmError(
            "a delivery's name is made of letters, digits, - and _",
            value=f"{source}/{name}",
            remedy="Choose another name.",
        )
    data = render(observations)
    path = inbox / source / f"{received.isoformat()}_{name}.csv"
    if path.is_file() and path.read_bytes() == data:
        return path
    if path.exists() and not replace:
        raise MtmError(
            "a delivery of this name and date is there already, and deliveries are not changed",
            where=path.as_posix(),
            remedy="Give another date or name, or say that it is to be replaced.",
        )
    _put(data, path)
    return path


def save(observations: Iterable[Observation], path: Path) -> None:
    """Write the tidy file of these observations anywhere, whole or not at all; an older file is replaced."""
    _put(render(observations), path)


def render(observations: Iterable[Observation]) -> bytes:
    """The bytes of the tidy file. Errors: MtmError for an observation that has no place in it, or is there twice."""
    kept = sorted(observations, key=_order)
    _refuse_twice(kept)
    names = sorted({name for o in kept for name, _ in o.attributes})
    rows = [_fields(o, names) for o in kept]
    lines = [tidy.line((*tidy.COLUMNS, *names, tidy.SEAL))]
    lines += [tidy.line((*row, tidy.seal(n, len(rows), row))) for n, row in enumerate(rows, start=1)]
    return "".join(f"{text}\n" for text in lines).encode()


def _order(o: Observation) -> tuple[object, ...]:
    return (o.indicator, o.time_period, o.ref_area, o.counterpart_area, o.breakdown)


def _refuse_twice(kept: Sequence[Observation]) -> None:
    for first, second in pairwise(kept):
        if _order(first) == _order(second):
            raise _unfit(second, "observation", "is given twice")


def _fields(o: Observation, names: Sequence[str]) -> list[str]:
    told = dict(o.attributes)
    row = [
        *(_code(o, "indicator", o.indicator), o.time_period.code),
        *(_code(o, "ref_area", o.ref_area), _code(o, "counterpart_area", o.counterpart_area)),
        *(_breakdown(o), _value(o), _code(o, "unit_measure", o.unit_measure)),
        *(_code(o, "obs_status", o.obs_status), str(o.decimals)),
    ]
    return row + [_attribute(o, name, told[name]) if name in told else "" for name in names]


def _code(o: Observation, column: str, text: str) -> str:
    if not tidy.CODE.fullmatch(text):
        raise _unfit(o, column, f'is no code: "{text}"')
    return text


def _breakdown(o: Observation) -> str:
    text = tidy.pairs_text(o.breakdown)
    if tidy.pairs(text) != o.breakdown:
        raise _unfit(o, "breakdown", f'cannot be written as pairs of codes in order: "{text}"')
    return text


def _value(o: Observation) -> str:
    if not tidy.DECIMALS.fullmatch(str(o.decimals)):
        raise _unfit(o, "decimals", f"cannot be {o.decimals}")
    if o.value is None:
        return ""
    text = number(o.value, o.decimals)
    if not tidy.NUMBER.fullmatch(text) or Decimal(text) != o.value:
        raise _unfit(o, "value", f"{o.value} has more digits than its {o.decimals} decimals, or too many in all")
    return text


def number(value: Decimal, decimals: int) -> str:
    """A value with as many decimals as are printed; -0 is 0."""
    rounded = round(value, decimals) if value.is_finite() and abs(value) < Decimal(10) ** 18 else value
    return f"{rounded + 0:.{max(decimals, 0)}f}"


def _attribute(o: Observation, name: str, text: str) -> str:
    if not tidy.ATTRIBUTE.fullmatch(name) or name in tidy.RESERVED:
        raise _unfit(o, "attribute", f'cannot be called "{name}"')
    if not text or text != text.strip() or tidy.CONTROL.search(text):
        raise _unfit(o, name, "is empty, or holds line breaks, outer spaces or control characters")
    return tidy.guarded(text)


def _unfit(o: Observation, column: str, problem: str) -> MtmError:
    return MtmError(
        f"an observation does not fit into a tidy file: its {column} {problem}",
        where=o.id,
        remedy="This is a mistake in mtm or in whoever made the observation; nothing was written.",
    )


def _put(data: bytes, path: Path) -> None:
    """Written aside, flushed, then put in place with one rename; the inbox passes over files that end in .part."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        raise MtmError(
            f"the delivery cannot be written ({error.strerror or error})",
            where=path.as_posix(),
            remedy="Make room, or check that you may write into the workspace's inbox.",
        ) from error
    finally:
        aside.unlink(missing_ok=True)
