"""Which side of a balance a number is, by the words of its own stretch: what came in or what went out.

Scope: one number of running text; its stretch ends at the numbers and the commas beside it. "Transfers abroad: 418.6
million" went out, «из-за рубежа переехали 3 914» came in. Where the stretch says both, or nothing, the side that the
sentence gives counts.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.meaning.prose import Sentence

_IN = re.compile(
    r"\b(?:in-?(?:migra|movers?|flow|coming)|inflow|in(?=\s*[:–—(=])|arriv|came\b|come\b|enter(?:ed|s)?\b|entr(?:y|ies)\b"
    r"|immigra|moved (?:in|to|into)\b|into the|received|t(?:ook|akes) in|gained|births?\b|born\b|newcomer|from abroad"
    r"|приб(?:ы|ав)|въе[зх]|приез|приеха|приток|поступ|вселил|переехал\w* в\b|получен|родил|рожд"
    r"|в (?:страну|республику|область|город|регион|район)\b|из-за (?:рубежа|границы)"
    r"|кел(?:ді|ген|іп|ет|уш)|кір(?:ді|ген|іп)|түс(?:ті|кен|іп)|туған|туу|елге|қалаға|облысқа|ауданға|шетелден)",
    re.I,
)
_OUT = re.compile(
    r"\b(?:out-?(?:migra|movers?|flow|going)|outflow|out\b|depart|left\b|leav|exit|emigra|moved (?:out|away)\b"
    r"|(?<!from )abroad|sent\b|lost\b|deaths?\b|died\b"
    r"|убы(?:л|в)|выб(?:ы|ав)|выез|выеха|уез|уеха|отток|из (?:страны|республики|области|города|региона|района)\b"
    r"|(?<!из-)за (?:рубеж|границу)\b|отправлен|умер|смерт|покинул"
    r"|кет(?:ті|кен|іп|ет)|шы(?:қты|ққан|ғып)|шетелге|сыртқа|елден|қаладан|қайтыс|өлім|жіберіл)",
    re.I,
)
_ENDS = re.compile(r"[,;(]|\b(?:and|but|while|whereas|и|а|но|мен|ал)\b", re.I)
_NONE = 1000


def side_told(sentence: Sentence, claim: Claim) -> str:
    """ "in", "out" or "": by the words of its stretch, else by the sentence."""
    start = max((c.after for c in sentence.claims if c.after <= claim.start), default=sentence.start)
    end = min((c.start for c in sentence.claims if c.start >= claim.after), default=sentence.end)
    text = sentence.piece.text
    before, after = text[start : claim.start], text[claim.after : end]
    before = re.split(r"[,;)]", before)[-1] if start > sentence.start else before
    after = _ENDS.split(after)[0]
    near = [(_distance(pattern, before, after), side) for pattern, side in ((_IN, "in"), (_OUT, "out"))]
    (one, side), (two, _) = sorted(near)
    if one != two:
        return side
    flow = claim.axes.get("flow", "")
    return flow if flow in ("in", "out") and one == _NONE else ""


def _distance(pattern: re.Pattern[str], before: str, after: str) -> int:
    """How many letters part the number from the nearest word of that side."""
    found = [len(before) - m.end() for m in pattern.finditer(before)]
    following = pattern.search(after)
    return min([*found, following.start() if following else _NONE], default=_NONE)


__all__ = ["side_told"]
