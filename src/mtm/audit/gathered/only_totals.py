"""The one total that a share "of all entries" can be of.

Scope: one reading; a share whose words take it of all that came or left, and the totals that the text or its tables
give for that side. Where they differ, there is no such one.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.gathered.wholes import totals_near
from mtm.audit.language.periods import compatible
from mtm.audit.meaning.reading import Reading

_OF_ALL = re.compile(
    r"\s*(?:of|от|из)?\s*(?:all|the total(?: number)?(?: of)?|total|всех|общ\w+ (?:числа|количества))"
    r"\s+[^\W\d]+\s*(?:[.,;:)–—]|$)",
    re.I,
)
_OF_ALL_KK = re.compile(r"(?:барлық|бүкіл|жалпы)\s+[^\W\d]+(?:ның|нің|дың|дің|тың|тің)\s+(?:шамамен\s+)?$", re.I)


def only_total(reading: Reading, share: Claim, part: Claim) -> Claim | None:
    """The total of the share's side; None where the words name no such whole, or several numbers may be it."""
    side = share.axes.get("flow")
    if side not in ("in", "out") or share.role != "level" or share.hedge or share.sign in ("+", "-") or part.hedge:
        return None
    if share.time == "before" or part.time == "before" or part.axes.get("flow", side) != side or not _says(share):
        return None
    totals = [c for c in totals_near(reading, part) if _may_be(c, part, side)]
    totals = [c for c in totals if compatible(c.period, share.period)]
    exact = [c for c in totals if c.exact] or totals
    if not exact or any(not c.interval.meets(exact[0].interval) for c in totals):
        return None
    return exact[0] if exact[0].told or exact[0].table >= 0 else None


def _may_be(total: Claim, part: Claim, side: str) -> bool:
    if total is part or total.unit != part.unit or total.area or total.hedge or total.time == "before":
        return False
    return total.amount > part.amount and total.axes.get("flow") == side and total.interval.low > 0


def _says(share: Claim) -> bool:
    text = share.piece.text
    return bool(_OF_ALL.match(text, share.after)) or bool(_OF_ALL_KK.search(text, 0, share.start))
