"""Which time stands right beside a number: "in 2023 18,870 permits", «3 320 в октябре», "2023 жылғы 270,5 мың".

Scope: one sentence. Nothing but a few plain words may stand between the two, no number, comma, "and" or comparison, and
no second time may be named in the same breath; where two times touch a number, none is sure.
"""

from __future__ import annotations

import re

from mtm.audit.claims import Claim
from mtm.audit.language.periods import Named
from mtm.audit.meaning.prose import Sentence

NOW = "now"
NEAR, JOINED = 40, 16
_NOW = re.compile(
    r"\b(?:current|present|today['’]s|now|this (?:year|month|summer|season|quarter|autumn|winter|spring)(?:['’]s)?"
    r"|нынешн\w+|текущ\w+|теперешн\w+|сегодняшн\w+|биылғы|қазіргі|бүгінгі|осы (?:жыл|ай|тоқсан|науқан|маусым)\w*)"
    r"(?:\s+[^\W\d]+){0,2}\s*$",
    re.I,
)
_BREAKS = re.compile(
    r"[,;:\d]|\b(?:and|but|while|whereas|when|where|than|from|(?<!came )(?<!comes )(?<!ounted )(?<!ounts )to"
    r"|against|over|above|below|beyond|up|down|compared|versus"
    r"|exceed\w*|pass(?:ed|es|ing)?|since|after|before|until|till|by"
    r"|и|а|но|чем|от|до|с|со|к|против|над|выше|ниже|больше|меньше|превы\w+|после|когда|тогда|на|сравн\w+"
    r"|мен|және|ал|бірақ|қарағанда|қарсы|дейін|кейін|бері|бастап|орнына|салыстыр\w+)(?!\w)",
    re.I,
)
_ABLATIVE = re.compile(r"(?:дан|ден|тан|тен|нан|нен)(?!\w)", re.I)
_FROM_KK = re.compile(r"\s?-?(?:[^\W\d]+\s){0,2}?[^\W\d]*(?:дан|ден|тан|тен|нан|нен)(?!\w)", re.I)
_BOUND = re.compile(  # a time that only bounds a span
    r"\b(?:since|until|till|before|after|by|from|to|between|than|against|compared (?:with|to)|с|со|до|после|к|от|по|чем"
    r"|против|между|сравнению с)\s+(?:the\s+)?(?:(?:early|late|mid|end|start|beginning|close|конц\w|начал\w)[\s-]+)?"
    r"(?:of\s+)?$",
    re.I,
)
_BOUND_KK = re.compile(r"^[^\W\d]*(?:\s+[^\W\d]+)?\s+(?:бері|дейін|кейін|бастап|қарағанда|салыстыр\w+)(?!\w)", re.I)


def time_beside(sentence: Sentence, claim: Claim) -> str:
    """The code of the time beside the number, NOW for "this year's", "" where none or more than one is."""
    text = sentence.piece.text
    if _NOW.search(text, max(sentence.start, claim.start - NEAR), claim.start):
        return NOW
    found = {p.code for p in sentence.periods if _touches(sentence, p, claim)}
    return found.pop() if len(found) == 1 else ""


def _touches(sentence: Sentence, period: Named, claim: Claim) -> bool:
    text = sentence.piece.text
    if period.compared or period.code == "<":
        return False
    if period.end <= claim.start:
        between = text[period.end : claim.start]
        if sentence.language == "kk" and (_ABLATIVE.search(between) or _FROM_KK.match(text, claim.end)):
            return False
    elif claim.after <= period.start and sentence.language != "kk":
        between = text[claim.after : period.start]
    else:
        return False
    if len(between) > NEAR or _BREAKS.search(between) or _bounds(sentence, period):
        return False
    return not any(
        o is not period and o.code != period.code and min(abs(o.start - period.end), abs(period.start - o.end)) < JOINED
        for o in sentence.periods
    )


def _bounds(sentence: Sentence, period: Named) -> bool:
    """ "since 2022", «до 2022 года», "2022 жылдан бері"."""
    text = sentence.piece.text
    if sentence.language == "kk":
        return _BOUND_KK.search(text[period.end : period.end + NEAR]) is not None
    return _BOUND.search(text, max(sentence.start, period.start - NEAR), period.start) is not None


__all__ = ["NOW", "time_beside"]
