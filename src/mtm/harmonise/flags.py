"""A column of flags says what kind of value stands beside it: provisional, estimated, withheld.

Scope: flags of the SDMX code list of observation statuses, the letters that statistical offices print, and those that a
source declares under ``values`` of the column. A flag that is none of these stays with the value as a remark.
Source: SDMX code list CL_OBS_STATUS 2.2; Eurostat, "Tutorial: symbols and flags".
"""

from __future__ import annotations

from mtm.model.labelled import Labelled
from mtm.model.observation import Status
from mtm.workspace.source import FLAGS, Sentence, Table

_USUAL = {
    "a": "normal",
    "p": "provisional",
    "e": "estimated",
    "i": "estimated",
    "c": "withheld",
    "q": "withheld",
    ":": "not_collected",
    "l": "not_collected",
    "m": "nil",
    "o": "blank",
    "п": "provisional",
    "о": "estimated",
}


def flagged(row: Labelled, part: Table | Sentence, status: str, has_value: bool) -> str:
    """The status of a value with its flag; the value's own mark of absence comes first."""
    meaning = _meaning(row, part)
    if not meaning or (not has_value and status != Status.BLANK):
        return status
    absent = FLAGS[meaning] in Status.GAPS
    return FLAGS[meaning] if absent != has_value and meaning != "normal" else status


def remark(row: Labelled, part: Table | Sentence) -> str:
    """A flag that is kept as it stands, because nobody has said what it means."""
    return "" if _meaning(row, part) else row.text("obs_status").strip()


def _meaning(row: Labelled, part: Table | Sentence) -> str:
    text = row.text("obs_status").strip()
    columns = part.columns if isinstance(part, Table) else ()
    own = next((c.values for c in columns if c.role == "obs_status"), {})
    return own.get(text) or _USUAL.get(text.lower(), "")
