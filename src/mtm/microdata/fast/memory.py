"""What earlier runs have counted, so that one more quarter costs one quarter.

Scope: arrays of whole numbers in ``state/`` of a dataset, each under the names of the files it was counted from.
Files of a dataset never change, so what was counted from them holds; without the folder nothing is kept. Deleting it
costs time only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from mtm.microdata.dataset import Dataset
from mtm.microdata.durable import aside

FOLDER = "state"


def begin(dataset: Dataset) -> None:
    """Make room for what runs leave behind, where the folder may be written."""
    try:
        (dataset.root / FOLDER).mkdir(exist_ok=True)
    except OSError:  # a dataset on a medium that is only read is tabulated all the same
        return


def recall(dataset: Dataset, name: str) -> dict[str, Any]:
    """The arrays kept under a name; none where nothing was kept, or nothing that can be read."""
    try:
        with np.load(_path(dataset, name), allow_pickle=False) as kept:
            return {key.replace("|", "/"): kept[key] for key in kept.files}
    except (OSError, ValueError, EOFError, BadZipFile):
        return {}


def keep(dataset: Dataset, name: str, arrays: Mapping[str, Any]) -> None:
    """Keep arrays under a name, in place of those before."""
    path = _path(dataset, name)
    if path.parent.is_dir():
        try:
            with aside(path).open("wb") as file:
                np.savez(file, **{key.replace("/", "|"): value for key, value in arrays.items()})
            aside(path).replace(path)  # not forced to the disk: what a power cut takes is counted again
        except OSError:  # what cannot be kept is counted again next time
            aside(path).unlink(missing_ok=True)


def _path(dataset: Dataset, name: str) -> Path:
    return dataset.root / FOLDER / f"{name}.npz"
