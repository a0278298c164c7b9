"""The answers to one question as a column of codes into a short list of texts.

Scope: what conditions are evaluated over, from raw text or from a round's typed tables. A blank is the empty text, as
it is for the form.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from mtm.surveys.extra import needed

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1)


@dataclass(eq=False)
class Column:
    """Texts by code: row i holds ``values[codes[i]]``; each value is looked at once, however many rows have it."""

    codes: NDArray[np.int32]
    values: Sequence[str]
    _numbers: NDArray[np.float64] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def of(cls, array: pa.Array) -> Column:
        """The column of an Arrow array of any type that a round's tables have."""
        pc, pa = needed("pyarrow.compute"), needed("pyarrow")
        if not pa.types.is_dictionary(array.type):
            if not pa.types.is_string(array.type):
                array = array.cast(pa.string())
            array = pc.dictionary_encode(array)
        if isinstance(array, pa.ChunkedArray):
            array = array.unify_dictionaries().combine_chunks()
        values = [value or "" for value in array.dictionary.to_pylist()]
        codes = array.indices
        if codes.null_count:
            codes = codes.fill_null(len(values))
            values.append("")
        return cls(codes.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), values)

    @classmethod
    def constant(cls, text: str, rows: int) -> Column:
        return cls(np.zeros(rows, np.int32), (text,))

    def take(self, rows: NDArray[np.int64]) -> Column:
        """The column at these rows; -1 is a blank."""
        codes = np.append(self.codes, len(self.values)).astype(np.int32)
        return Column(codes[rows], (*self.values, ""))

    def truths(self, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """The test's answer for every row."""
        found = np.fromiter((test(value) for value in self.values), np.bool_, len(self.values))
        return found[self.codes]

    @property
    def blank(self) -> NDArray[np.bool_]:
        return self.truths(lambda value: not value)

    @property
    def numbers(self) -> NDArray[np.float64]:
        """Every row as a number; NaN where the text is none. A date is its number of days since 1970-01-01."""
        if self._numbers is None:
            found = np.fromiter((number_of(value) for value in self.values), np.float64, len(self.values))
            self._numbers = found[self.codes]
        return self._numbers

    def texts(self) -> NDArray[Any]:
        return np.array(self.values, dtype=object)[self.codes]


@lru_cache(maxsize=65_536)
def number_of(text: str) -> float:
    """A text as XPath's number(): NaN where it is none; dates count in days."""
    try:
        return float(text) if text and text[-1] in "0123456789." else math.nan
    except ValueError:
        return _days(text)


def _days(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return math.nan
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (moment.date() - _EPOCH).days + seconds / 86_400
