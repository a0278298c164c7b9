"""What a percentage is said to be of: "52.5% of the CIS group", «48,2 % группы», "2 481 847 адамның 89,7 %-ы".

Scope: one percentage and the words that touch it, in each language's own order. Such a percentage is a share, whatever
values of two times stand before it.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, Claim
from mtm.audit.meaning.prose import Sentence

_BEFORE = 60
_OF_EN = re.compile(
    r"\)?\s+of (?!which|whom|(?:last|the previous|the preceding|the prior) |(?:a|the) year (?:ago|earlier|before))\w",
    re.I,
)
_OF_RU = re.compile(r"\)?\s+(?:(?:от|из)\s+\w|по (?:групп|итог))", re.I)
# a genitive right behind: «группы», «общего числа», «прибывших»; the past of a verb ends otherwise
_GENITIVE_RU = re.compile(r"\s+([а-я]{2,}(?:ы|и|а|я|ов|ев|ей|ий|ой|ого|его|ых|их))\b", re.I)
# "the share of arrivals (18.4%)" is one, and in Kazakh the earlier value behind an ablative: "байқалғаннан (18,8%)"
_IN_BRACKETS = re.compile(
    r"(?:\bof (?:those|these|them)\b[^.;:()\d]{0,40}?|\bиз (?:них|этих|тех)\b[^.;:()\d]{0,40}?"
    r"|\bshare|\bдол[яиюе]|үлесі|(?<=[^\W\d]{3})(?:нан|нен|дан|ден|тан|тен))\s*\($",
    re.I,
)
_SMALL_RU = frozenset(
    ("или", "при", "для", "почти", "среди", "когда", "тогда", "хотя", "если", "чтобы", "однако", "пока", "благодаря")
) | frozenset(
    ("несмотря", "спустя", "вопреки", "года", "раза", "ли", "всегда", "иногда", "сюда", "сначала", "вчера", "сегодня")
)
_VERB_RU = re.compile(r"(?:л[аи]?|лось|лась|лись|ться|ются|ится|ется|аются|ует|уют|ают|яют|или)$", re.I)
_GENITIVE_KK = re.compile(r"[а-яәіңғүұқөһ](?:[нтд]ың|[нтд]ің)\s+(?:шамамен\s+|жуық\s+|дәл\s+|тек\s+)?$", re.I)
_POSSESSED_KK = re.compile(r"\s*-?\s*(?:ы|і)(?:н|нан|нен|мен|нің|ның)?\b", re.I)
_PER_CENT_KK = re.compile(r"пайызы(?:н|нан|мен)?$|процент[іы](?:н|нен|мен)?$", re.I)
_GIVEN_KK = re.compile(r"\s*-?(?:пайыз|процент)?[ғқгк][ае]\b", re.I)
_TURNS = frozenset(("up", "down", "earlier", "compare", "change", "over", "under", "more_after", "less_after"))


def is_share(claim: Claim, sentence: Sentence) -> bool:
    """The words right beside the percentage say what it is a part of."""
    if claim.unit != PERCENT or claim.sign in ("+", "-"):
        return False
    text = sentence.piece.text
    if _IN_BRACKETS.search(text, max(sentence.start, claim.start - _BEFORE), claim.start):
        return text[claim.after : claim.after + 1] == ")"
    if sentence.language == "en":
        return bool(_OF_EN.match(text, claim.after, sentence.end))
    if sentence.language == "ru":
        return bool(_OF_RU.match(text, claim.after, sentence.end)) or _of_genitive(claim, sentence)
    return _possessed(claim, sentence)


def _of_genitive(claim: Claim, sentence: Sentence) -> bool:
    """A noun in the genitive touches the percentage, which is not «на 5 %»."""
    text = sentence.piece.text
    found = _GENITIVE_RU.match(text, claim.after, sentence.end)
    if (
        found is None
        or found[1].lower() in _SMALL_RU
        or _VERB_RU.search(found[1])
        or text[: claim.start].rstrip().lower().endswith(" на")
    ):
        return False
    return not any(c.start == found.start(1) and c.tags & _TURNS for c in sentence.cues)


def _possessed(claim: Claim, sentence: Sentence) -> bool:
    """A genitive before it, or the ending of what belongs to something behind it: "топтың 32,9 %-ы"."""
    text = sentence.piece.text
    if _POSSESSED_KK.match(text, claim.end, sentence.end) or _PER_CENT_KK.search(text[claim.start : claim.after]):
        return True
    if _GIVEN_KK.match(text, claim.end, sentence.end):
        return False  # "жылдың 5 %-ға": by so much
    return bool(_GENITIVE_KK.search(text[max(sentence.start, claim.start - _BEFORE) : claim.start]))


__all__ = ["is_share"]
