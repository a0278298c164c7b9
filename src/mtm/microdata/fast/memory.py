"""What earlier runs have counted, so that one more quarter costs one quarter.

Scope: arrays of whole numbers in ``state/`` of a dataset, each under the names of the files it was counted from.
Files of a dataset never change, so what was counted from them holds; without the folder nothing is kept. Deleting it
costs time only.
Shapes: a file is one line of JSON (words, arrays with their kinds and shapes, a checksum), then the arrays' bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.durable import aside

FOLDER = "state"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept under a name: words that say what it was counted from, and arrays."""

    words: tuple[str, ...] = ()
    arrays: Mapping[str, Any] = field(default_factory=dict)


def begin(dataset: Dataset) -> None:
    """Make room for what runs leave behind, where the folder may be written."""
    try:
        (dataset.root / FOLDER).mkdir(exist_ok=True)
    except OSError:  # a dataset on a medium that is only read is tabulated all the same
        return


def keeps(dataset: Dataset) -> bool:
    """True where there is room for what runs leave behind."""
    return (dataset.root / FOLDER).is_dir()


def layered(
    dataset: Dataset, name: str, keys: Sequence[str], width: int, make: Callable[[list[int]], Sequence[Any]]
) -> Any:
    """The matrices of all keys, one below the other; those of keys that were not kept come from ``make``.

    ``make`` gets the places of these keys and returns a matrix of ``width`` columns for each.
    """
    found = recall(dataset, name)
    kept = _layers(found, width)
    new = [place for place, key in enumerate(keys) if key not in kept]
    if not new and found.words == tuple(keys):
        return found.arrays["rows"]
    made = dict(zip(new, make(new), strict=True)) if new else {}
    layers = [made[place] if place in made else kept[key] for place, key in enumerate(keys)]
    whole = np.concatenate([np.zeros((0, width), np.int8), *layers])
    keep(dataset, name, keys, {"lengths": np.array([len(layer) for layer in layers], np.int64), "rows": whole})
    return whole


def _layers(kept: Kept, width: int) -> dict[str, Any]:
    if not kept.words or kept.arrays["rows"].shape[1] != width:
        return {}
    ends = np.cumsum(kept.arrays["lengths"])
    return dict(zip(kept.words, np.split(kept.arrays["rows"], ends[:-1]), strict=True))


def recall(dataset: Dataset, name: str) -> Kept:
    """What is kept under a name; nothing where nothing was kept, or nothing that can be read."""
    try:
        held = _path(dataset, name).read_bytes()
        start = held.index(b"\n") + 1
        told, data = json.loads(held[:start]), memoryview(held)[start:]
        words, listed = tuple(told["words"]), told["arrays"]
        if told["check"] != _check(words, [data]):
            return Kept()
        arrays, at = {}, 0
        for key, kind, shape in listed:
            size = int(np.prod(shape))
            arrays[key] = np.frombuffer(data, kind, size, at).reshape(shape)
            at += size * arrays[key].itemsize
        return Kept(words, arrays)
    except (OSError, ValueError, KeyError, TypeError):
        return Kept()


def keep(dataset: Dataset, name: str, words: Sequence[str], arrays: Mapping[str, Any]) -> None:
    """Keep words and arrays under a name, in place of those before."""
    path, narrow = _path(dataset, name), {key: _narrow(array) for key, array in arrays.items()}
    if not keeps(dataset):
        return
    listed = [[key, array.dtype.str, array.shape] for key, array in narrow.items()]
    pieces = [np.ascontiguousarray(array).reshape(-1).view(np.uint8).data for array in narrow.values()]
    head = json.dumps({"words": list(words), "arrays": listed, "check": _check(words, pieces)})
    try:
        with aside(path).open("wb") as file:
            file.write(head.encode() + b"\n")
            file.writelines(pieces)
        aside(path).replace(path)  # not forced to the disk: what a power cut takes is counted again
    except OSError:  # what cannot be kept is counted again next time
        aside(path).unlink(missing_ok=True)


def _check(words: Sequence[str], pieces: Sequence[memoryview]) -> int:
    found = crc32("/".join(words).encode())
    for piece in pieces:
        found = crc32(piece, found)
    return found


def _narrow(array: Any) -> Any:
    """The same whole numbers in as few bytes each as hold them: to write and read them back is most of the work."""
    if not array.size:
        return array.astype(np.int8)
    low, high = int(array.min()), int(array.max())
    kinds = (kind for kind in (np.int8, np.int16, np.int32) if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return array.astype(next(kinds, np.int64), copy=False)


def _path(dataset: Dataset, name: str) -> Path:
    return dataset.root / FOLDER / f"{name}.counts"
