"""Which of the named countries may be items of a list.

Scope: names of one sentence. The country that the report is about stands everywhere and is an item only with a number
of its own; the whole that the brackets of an item name is none, nor is a name behind "after".
"""

from __future__ import annotations

import re

from mtm.audit.meaning.prose import Area, Sentence

_REACH, _VISITED = 24, 60
_AFTER = re.compile(r"\b(?:after|behind|вслед за|следом за|после|уступая|уступив)\s+(?:the\s+)?$", re.I)
_AFTER_KK = re.compile(r"\w*\s+(?:кейін|соң)\w*", re.I)
_OWN = re.compile(r"\s?\([$€₸]?\d[\d., ]*")


# "people leaving X", «покинувших X»: the verb leads to the country itself
_CROSSED = re.compile(
    r"\b(?:leav(?:e|es|ing)|left|depart(?:ed|ing)|enter(?:s|ed|ing)?|exit(?:ed|ing)|покин\w+|покида\w+)\s+(?:the\s+)?$",
    re.I,
)


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


def stands_for_host(area: Area, sentence: Sentence) -> bool:
    """ "arrived in X", "left X": to where one arrives and from where one leaves is the country of the report."""
    if ":" in area.code:
        return False
    if not area.way:
        if any("moved" in c.tags and 0 <= c.start - area.end < _VISITED for c in sentence.cues):
            return sentence.piece.text[area.end :].lstrip()[:8].lower().startswith(("посе", "was vis"))
        if _CROSSED.search(sentence.piece.text, max(0, area.start - 24), area.start):
            return True
        arrived = sentence.piece.text[max(0, area.start - 12) : area.start].lower().endswith((" in ", " in the "))
        return arrived and bool(sentence.tagged("in"))
    side = "to" if sentence.tagged("in") else "from" if sentence.tagged("out") else ""
    return area.way == side if side else bool(sentence.tagged("moved"))
