"""Disability by the Washington Group Short Set: at least a lot of difficulty in at least one of six domains.

The score is 1 for a person with disability at the cut-off DISABILITY3 and 0 for a person without. As in the group's own
syntax, one domain at or above the cut-off decides, and otherwise one answered domain is enough for a 0; a person with
no answer at all is not known.
Questions in this order: seeing, hearing, walking, remembering, self-care, communicating.
Source: Washington Group on Disability Statistics, "Analytic Guidelines: Creating Disability Identifiers Using the
Washington Group Short Set on Functioning (WG-SS)".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtm.surveys.scoring.columns import ScoreColumn, choices, want

TITLE = "Washington Group Short Set, cut-off 3"
SOURCE = "Washington Group on Disability Statistics, WG-SS analytic guidelines"
HARD = ("a_lot", "lot", "a_lot_of_difficulty", "cannot", "cannot_do", "cannot_do_at_all", "3", "4")
EASY = ("no", "none", "no_difficulty", "some", "some_difficulty", "1", "2")


def score(columns: Sequence[ScoreColumn], settings: Mapping[str, Any]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """1 with disability, 0 without."""
    want(columns, 6, TITLE)
    hard, easy = choices(settings, "hard", HARD), choices(settings, "easy", EASY)
    severe = np.logical_or.reduce([column.is_one_of(hard) for column in columns])
    mild = np.logical_or.reduce([column.is_one_of(easy) for column in columns])
    return severe.astype(np.float64), severe | mild
