"""What stands right beside a number and says what it is: "10.5 % y/y", "2,446 persons (loss)".

Scope: one number and the characters that touch it; nothing here looks at the rest of the sentence.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.language.seldom import Seldom

_LEADS = 70
_GLOSS = re.compile(
    r"\s*(?:адам|чел(?:овек)?\.?|persons|people)?\s*\((?:"
    r"(?P<loss>(?:net )?(?:loss|outflow|deficit|decrease)|negative|убыль|отток|дефицит|отрицательн\w+|шығын|кему|азаю"
    r"|тапшылық|теріс)|(?:net )?(?:gain|inflow|surplus|increase)|positive|прирост|приток|профицит|положительн\w+"
    r"|өсім|артым|оң)\)",
    re.I,
)
_YEARLY = (
    r"(?:[yqm](?:[-/]o?[-/]?|o[-/]?)[yqm]|(?:year|quarter|month)[- ](?:on|over|to)[- ](?:year|quarter|month)"
    r"|(?:г|кв|к|м|ж|т|тоқ)\.?\s?/\s?(?:г|кв|к|м|ж|т|тоқ)|год к году)\b"
)
_YEARLY_AFTER = re.compile(rf"[,;]?\s*\(?{_YEARLY}", re.I)
_YEARLY_BEFORE = Seldom(rf"\b{_YEARLY}\.?\s*[:=–—-]?\s*$")


def glossed_side(claim: Claim) -> int:
    """ "2,446 persons (loss)", «2 446 (убыль)»: what stands alone in the brackets behind a balance is its side."""
    found = _GLOSS.match(claim.piece.text, claim.after)
    return 0 if found is None else -1 if found["loss"] else 1


def on_year(claim: Claim) -> bool:
    """ "10.5 % y/y", «10,5 % г/г», "ж/ж: 23,5 %": said of a change only."""
    text = claim.piece.text
    return yearly_behind(claim) or bool(_YEARLY_BEFORE.search(text[: claim.start][-_LEADS:]))


def yearly_behind(claim: Claim) -> bool:
    """ "10.5 % y/y": the mark of a rate on the year stands right behind the number."""
    return bool(_YEARLY_AFTER.match(claim.piece.text, claim.after))
