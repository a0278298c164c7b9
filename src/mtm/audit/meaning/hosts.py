"""Which of the named countries may be items of a list.

Scope: names of one sentence. The country that the report is about stands everywhere and is an item only with a number
of its own; the whole that the brackets of an item name is none, nor is a name behind "after".
"""

from __future__ import annotations

import re

from mtm.audit.meaning.prose import Area, Sentence

_REACH = 24
_AFTER = re.compile(r"\b(?:after|behind|вслед за|следом за|после|уступая|уступив)\s+(?:the\s+)?$", re.I)
_AFTER_KK = re.compile(r"\w*\s+(?:кейін|соң)\w*", re.I)
_OWN = re.compile(r"\s?\([$€₸]?\d[\d., ]*")


def is_item(area: Area, sentence: Sentence) -> bool:
    """ "Germany (80,900 applicants, or 38 per cent), Hungary (32,700)": a number in brackets follows the name."""
    return bool(_OWN.match(sentence.piece.text, area.end))


def is_leaned_on(area: Area, sentence: Sentence) -> bool:
    """ "Afghanistan comes third behind Syria", "Сириядан кейін үшінші": the name only says after whom."""
    text = sentence.piece.text
    if sentence.language == "kk":
        return bool(_AFTER_KK.match(text, area.end))
    return bool(_AFTER.search(text, max(sentence.start, area.start - _REACH), area.start))


def may_name(area: Area, sentence: Sentence, host: str) -> bool:
    """Not the country of the report, and not the whole in "Germany (80,900, or 38 per cent of all in the EU)"."""
    if area.code == host or is_leaned_on(area, sentence):
        return is_item(area, sentence)
    text = sentence.piece.text
    opened = text.rfind("(", sentence.start, area.start)
    if opened < 0 or text.find(")", opened, area.start) >= 0:
        return True
    return not any(a.end <= opened <= a.end + 1 and is_item(a, sentence) for a in sentence.areas)
