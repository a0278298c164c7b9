"""A column's distinct texts decoded all at once: numbers and free text by Arrow, choices and dates one by one.

Scope: what ``decode`` means for one text, for a whole dictionary. Both ways give the same, and a test holds that.
Shapes: one entry per distinct text; ``codes`` of the rows point into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.extra import needed
from mtm.surveys.form import Kind
from mtm.surveys.intake.decode import MISSING, UNREADABLE, Decoded, Decoder
from mtm.surveys.intake.spelling import numbers
from mtm.surveys.logic.columns import Column
from mtm.surveys.states import State

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_WHOLE = r"\A[-+]?[0-9]{1,18}(\.0+)?\z"
_DECIMAL = r"\A[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,2})?\z"


@dataclass(frozen=True, slots=True)
class Values:
    """Distinct answers: the text that conditions compare with, the state, and the number or the set of choices."""

    texts: pa.StringArray
    states: NDArray[np.int8]
    numbers: NDArray[Any] | None = None
    chosen: Sequence[tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answers to one question, row by row, as codes into its distinct values."""

    codes: NDArray[np.int32]
    values: Values

    @property
    def column(self) -> Column:
        return Column(self.codes, self.values.texts.to_pylist())

    @property
    def states(self) -> NDArray[np.int8]:
        return self.values.states[self.codes]


def answer_of(array: pa.DictionaryArray, decoder: Decoder) -> Answer:
    """The answers in a column of an export."""
    pa = needed("pyarrow")
    texts, codes = array.dictionary, array.indices
    if codes.null_count:
        codes = codes.fill_null(len(texts))
        texts = pa.concat_arrays([texts.cast(pa.string()), pa.array([""], pa.string())])
    return Answer(codes.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), decoded(texts, decoder))


def decoded(texts: pa.StringArray, decoder: Decoder) -> Values:
    """Distinct texts decoded as answers to the decoder's question."""
    kind = decoder.question.kind
    plain = not decoder.dont_know and not decoder.refused
    if plain and kind in Kind.NUMBERS:
        return _numbers(texts, kind, decoder.comma)
    if plain and kind not in (*Kind.SELECTS, Kind.DATE, Kind.DATETIME):
        return _as_they_are(texts)
    return gathered([decoder(text or "") for text in texts.to_pylist()], kind)


def gathered(answers: Sequence[Decoded], kind: str) -> Values:
    """Values of answers that were decoded one by one."""
    pa = needed("pyarrow")
    states = np.array([one.state for one in answers], np.int8)
    texts = pa.array([one.text for one in answers], pa.string())
    if kind == Kind.SELECT_MULTIPLE:
        return Values(texts, states, chosen=[one.value if isinstance(one.value, tuple) else () for one in answers])
    if kind in (Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.DATETIME):
        found = [one.value if isinstance(one.value, int | float) else 0 for one in answers]
        return Values(texts, states, np.array(found, np.float64 if kind == Kind.DECIMAL else np.int64))
    return Values(texts, states)


def _trimmed(texts: pa.StringArray) -> tuple[Any, NDArray[np.bool_]]:
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    trimmed = pc.utf8_trim_whitespace(texts.cast(pa.string()))
    blank = pc.is_in(trimmed, pa.array(["", *MISSING])).to_numpy(zero_copy_only=False)
    return trimmed, blank.astype(np.bool_)


def _as_they_are(texts: pa.StringArray) -> Values:
    trimmed, blank = _trimmed(texts)
    return Values(_unless(trimmed, blank), np.where(blank, State.BLANK, State.ANSWERED).astype(np.int8))


def _numbers(texts: pa.StringArray, kind: str, comma: bool) -> Values:
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    trimmed, blank = _trimmed(texts)
    trimmed = numbers(trimmed, comma)
    whole = kind == Kind.INTEGER
    good = pc.match_substring_regex(trimmed, _WHOLE if whole else _DECIMAL)
    written = pc.replace_substring_regex(trimmed, r"^\+", "")
    if whole:
        written = pc.replace_substring_regex(written, r"\.0+$", "")
    found = pc.if_else(good, written, "0").cast(pa.int64() if whole else pa.float64()).to_numpy(zero_copy_only=False)
    readable = good.to_numpy(zero_copy_only=False).astype(np.bool_)
    states = np.where(blank, State.BLANK, np.where(readable, State.ANSWERED, UNREADABLE)).astype(np.int8)
    return Values(_unless(trimmed, blank), states, found)


def _unless(texts: Any, blank: NDArray[np.bool_]) -> Any:
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    return pc.if_else(pa.array(blank), "", texts)
