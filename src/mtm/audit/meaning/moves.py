"""A number that is itself a rise or a fall, and not what was reached: "up 9,000", "a decrease of 54,000".

Scope: counts and amounts of one sentence, by the words that touch them. Percentages are told by their unit, and
"by so much" in ``times``.
"""

from __future__ import annotations

import re

from mtm.audit.claims import PERCENT, POINTS, Claim
from mtm.audit.language.endings import ABLATIVE
from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.glosses import yearly_behind
from mtm.audit.meaning.prose import Cue, Sentence
from mtm.kit.intervals import share

_BEFORE, _AFTER, _AROUND = 30, 60, 8
CURRENCY = re.compile(r"\s*\b(?:us|usd|eur|gbp|kzt|rub|rs\.?)?\s?[$€₸£₽]?\s*$", re.I)  # "an increase of US $ 5 million"
MOST_TIMES = 1000
_UP_ON = re.compile(r"\s+(up|down)\s+(?:on|from|against|over|compared|versus|year)\b", re.I)
_LINKS = frozenset(
    ("", "of", "by", "of about", "of around", "of some", "of over", "of nearly", "of almost", "just", "only")
)
_COMPARED = re.compile(
    r"\s+(?:(?!or\b|and\b|the\b)[^\W\d_]+\s+){0,2}?(more|fewer|less|higher|lower)"
    r"\s+(?:than|compared|in|on|year)\b(?!\s+\d)",
    re.I,
)
_THAN = re.compile(r"\s+(more|fewer|less)\s+[^\d.;:()]{1,40}(?:\([^)]*\)\s*)?\bthan\b(?!\s+\d)", re.I)
_THAT_IS = Seldom(
    r"(?:\bi\.\s?e\.|\bthat is|\bor|\bwhich is|\bwhich means|\bnamely|–|—|,|\()\s*"
    r"(?:(?:about|some|exactly|only|just) )?$",
)
_SO_MANY = re.compile(r"\s+(?:[a-z]+\s+)?(more|fewer|less|higher|lower)\s*(?:[.,;)]|$)", re.I)
_KAZAKH = re.compile(r"\s*(?:(?:адам|[^\W\d_]{3,}[ғгқк][ае])\s+|-?[ғқ]а\s+|-?[гк]е\s+)?(аз|кем|көп|артық)\b", re.I)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")  # "кеткендерден (45 821) 53 268 адамға көп"
_NOUN = re.compile(r"\s+(?:[a-z]+\s+)?(increase|rise|growth|decrease|decline|fall|drop|reduction)\b", re.I)
_NOUN_KK = re.compile(
    r"(?:өсу|өсім|арту|көбею|ұлғаю|кему|азаю|төмендеу|қысқару|құлдырау|кішірею)(?![а-яәіңғүұқөһ])", re.I
)
_CHANGE_OF = Seldom(
    r"(?:\bchange|\bvariation|изменение|разница|өзгеріс[іи]?)(?:\s+(?:over|in|on|за|a|the|of|one|один|year|год|period"
    r"|период|квартал|quarter|annual|г/г|y/y|earlier|previous))*"
    r"(?:\s*[–—:-]|\s+(?:of|was|is|by|на|в|составил[оаи]?|составляет|equals|equalled|came to|amounted to)"
    r"(?:\s+(?:about|around|some|nearly|almost|only|just|minus|plus|минус|плюс|около))*)\s*"
    r"(?:minus\s|plus\s|минус\s|плюс\s)?[-–—+−]?$"
    r"|[(;][^();:\d]{0,40}(?:\bchange|\bvariation|изменение|өзгеріс[іи]?)\s+$",
)
_KIND = r"(?<!миграционный )(?<!естественный )(?<!чистый )(?<!механический )(?<!миграционная )(?<!естественная )"
_SUBJECT = {  # "The increase over the year was 622", «прирост за год составил 226», "өсім 287 адамды құрады"
    "en": re.compile(
        r"(?<!net )(?<!natural )\b(?:(?P<up>increase|rise|growth)|decrease|decline|fall|drop|reduction)"
        r"(?:\s+(?:over|on|in|from|against)\s+(?:the\s+|a\s+|last\s+|previous\s+)*(?:year|quarter|month|period))?"
        r"\s+(?:was|is|amounted to|came to|totalled|equalled|stood at|made)\s+(?:US)?[$€₸]?\s?\Z",
        re.I,
    ),
    "ru": re.compile(
        _KIND + r"\b(?:(?P<up>прирост|рост|увеличение)|снижение|сокращение|уменьшение|спад|падение|убыль)"
        r"(?:\s+(?:за|к|в)\s+(?:[а-я]+\s+)?(?:год\w*|квартал\w*|месяц\w*|период\w*))?"
        r"\s+(?:составил[аои]?|составляет|равен|равно|равнялся|равнялось)\s+\Z",
        re.I,
    ),
    "kk": re.compile(r"(?<![а-яәіңғүұқөһ])(?:(?P<up>өсім|артым)|кему|азаю|төмендеу|қысқару)\s+(?:мөлшері\s+)?\Z", re.I),
}
_HEADS = {  # "increase: 622", «прирост за год – 226», "өсім – 287"
    "en": re.compile(
        r"(?<!net )(?<!natural )(?<!population )\b(?:(?P<up>increase|rise|growth)|decrease|decline|fall|drop|reduction)"
        r"(?:\s+(?:over|on|in|from|against)\s+(?:the\s+|a\s+|last\s+|previous\s+)*(?:year|quarter|month|period))?"
        r"\s*[:–—]\s*(?:US)?[$€₸]?\s?\Z",
        re.I,
    ),
    "ru": re.compile(
        _KIND + r"\b(?:(?P<up>прирост|рост|увеличение)|снижение|сокращение|уменьшение|спад|падение)"
        r"(?:\s+(?:за|к|в)\s+(?:[а-я]+\s+)?(?:год\w*|квартал\w*|месяц\w*|период\w*))?\s*[:–—]\s*\Z",
        re.I,
    ),
    "kk": re.compile(
        r"(?<!табиғи )(?<![а-яәіңғүұқөһ])(?:(?P<up>өсім|артым|өсу|өсімі|өскені)|кему|кемуі|азаю|азаюы|төмендеу|қысқару)"
        r"\s*[:–—]\s*\Z",
        re.I,
    ),
}
_RATED = re.compile(
    r"(?:\s+[^\W\d]+\.?){0,2},?\s*(?:\(|(?:or|или|то есть|т\.\s?е\.|яғни|немесе|i\.e\.,?|that is,?)\s+(?:на\s|by\s)?)"
    r"[-–−+]?\d+(?:[.,]\d+)?\s?(?:%|per cent|percent|процент|пайыз)",
    re.I,
)
_MAKES_KK = re.compile(r"\s+[^\W\d]+(?:ды|ді|ты|ті)\s+құра", re.I)
# between a rate of change and the same change as a number: "up 4 per cent, or 1,970", «прирост 4 %, или 1 970»
_RESTATED = re.compile(
    r"\s*,?\s*(?:or|i\.\s?e\.,?|that is,?|или|то есть|т\.\s?е\.|немесе|яғни)\s+(?:by\s+|на\s+)?"
    r"(?:(?:about|around|some|nearly|almost|около|почти|примерно|шамамен)\s+)?(?:US)?[$€₸]?\s?",
    re.I,
)
_EACH_YEAR = (
    r"(?:annually|yearly|per annum|p\.a\.|a year|per year|each year|every year|в год|ежегодно|каждый год|за год)"
)
_MEAN_RATE = Seldom(
    r"(?:\baverage (?:of|rate of)|\bon average,?(?: by)?|в среднем(?: на)?|орта есеппен)\s*(?:about |around |около )?$",
)
_MEAN_ANNUAL = Seldom(
    r"(?:\b(?:average|mean) (?:annual|yearly)\b|\b(?:annual|yearly) average\b|\bcompound(?:ed)?\b|среднегодов\w+"
    r"|(?:жылдық орташа|орташа жылдық|орташажылдық|жылына орта есеппен|жыл сайын орта есеппен))[^.,;()\d]{0,40}$",
)
_EACH_YEAR_AFTER = re.compile(rf"\s+{_EACH_YEAR}(?:\s+on average|\s+в среднем)?(?!\w)", re.I)
_EACH_YEAR_BEFORE = Seldom(r"(?:жылына|жыл сайын|ежегодно|annually|each year|every year)[^.;()\d]{0,30}$")
_MEASURED = re.compile(
    r"\s+(?:(?:not|without|non|un)?[- ]?(?:seasonally[- ])?(?:un)?adjusted|before (?:seasonal )?adjustment"
    r"|(?:не)?скорректир\w+|без (?:учёта|учета|поправки)[^()\d]*|(?:түзетілген|түзетусіз|түзетілмеген))\)",
    re.I,
)
_OPENED = 8
_RISES = frozenset(("increase", "rise", "growth"))
_TIMES = re.compile(r"[\s-]{0,2}(?:times|fold|x|раза?|есе(?:ге|ден|лік)?)\b", re.I)
_FACTOR_OF = Seldom(
    r"\b(?:by a factor of|multiplied by|multiplying by|multiply by|grew by a factor of|with a factor of)"
    r"\s(?:(?:about|around|nearly|almost|over|some)\s)?$|\b(?:с коэффициентом|в пропорции)\s$",
)
_SUMS = frozenset(("less", "fewer", "more", "minus", "added"))  # "122,963 arrivals less 57,052 departures"
_MORE = frozenset(("more", "higher"))
_TURNS = frozenset(("up", "down"))
_DATIVE = 24
_GIVEN = re.compile(r"\s*-?\s*(?:[а-яәіңғүұқөһ]*[ғгқк][ае])\s+(?:ғана\s+|дейін\s+)?", re.I)  # "5,2 %-ға", "5 пайызға"
_BY_RU = re.compile(r"\s+на(?:\s+(?:целых|около|примерно|почти|более чем|лишь|только|порядка|без малого))?\s+$")
_EARLIER = frozenset(("earlier", "then", "compare"))
_NO_MOVES = frozenset(("in", "out", "gained", "lost", "balance", "over", "under", "largest", "smallest"))


def is_factor(claim: Claim) -> bool:
    """ "1.5-fold", «3 раза», "3,5 есе": no number of people or dollars; "crossed 1,460,242 times" is a count."""
    if abs(claim.amount) >= MOST_TIMES:
        return False
    text = claim.piece.text
    return bool(_TIMES.match(text, claim.end) or _FACTOR_OF.search(text, max(0, claim.start - _BEFORE), claim.start))


def subtracts(sentence: Sentence, cue: Cue) -> bool:
    """ "17,425 minus 17,293", "migration added 446,000 people": a sum is told, nothing rose or fell."""
    word = sentence.piece.text[cue.start : cue.end].lower()
    if word == "түсті":  # "250,6 млн доллар түсті": it came in
        return any(c.unit not in ("", PERCENT, POINTS) and 0 <= cue.start - c.after < 2 for c in sentence.claims)
    return word in ("минус", "minus", "added")


def other_measure(claim: Claim) -> bool:
    """ "490 people (1000 unadjusted)": the same in another measure."""
    opened = "(" in claim.piece.text[max(0, claim.start - _OPENED) : claim.start]
    return opened and _MEASURED.match(claim.piece.text, claim.after) is not None


def step(claim: Claim, sentence: Sentence) -> bool:
    """ "It had been 71,100, so there were 4,300 more, a rise of 6.0 %": by its rate a part of another number."""
    rate = next((c for c in sentence.claims if c.start >= claim.after), None)
    if rate is None or rate.unit != PERCENT or rate.start - claim.after > _BEFORE or claim.interval.low <= 0:
        return False
    first = max((c.after for c in sentence.claims if c.after <= claim.start), default=sentence.start)
    if not any(c.tags & _TURNS and first <= c.start <= rate.after + _AROUND for c in sentence.cues):
        return False
    others = [c for c in sentence.claims if c.unit == claim.unit and c.interval.low > claim.interval.high]
    own = rate.interval if rate.value > 0 else -rate.interval
    return any(own.meets(share(claim.interval, c.interval)) for c in others)


def mean_rate(claim: Claim) -> bool:
    """ "at an average of 3.2 per cent annually", «в среднем на 3 % в год»: no change between two values of a text."""
    if claim.unit != PERCENT:
        return False
    before = claim.piece.text[max(0, claim.start - _AFTER) : claim.start]
    if _MEAN_ANNUAL.search(before):
        return True
    yearly = _EACH_YEAR_AFTER.match(claim.piece.text, claim.after) or _EACH_YEAR_BEFORE.search(before)
    return bool(yearly and (_MEAN_RATE.search(before) or "average" in yearly[0] or "средн" in yearly[0]))


def move(claim: Claim, sentence: Sentence) -> int:
    """1 where the words make the number a rise, -1 a fall, 0 where they do not say that it is a difference."""
    if claim.moved_ is None:
        claim.moved_ = _move(claim, sentence)
    return claim.moved_


def _move(claim: Claim, sentence: Sentence) -> int:
    if claim.sign in ("+", "-"):
        return 0
    if way := _as_subject(claim, sentence) or _restating(claim, sentence):
        return way
    if sentence.language == "kk":
        return _beside_ablative(claim, sentence)
    if sentence.language != "en" or is_factor(claim):
        return 0
    return led(claim, sentence) or _followed(claim, sentence)


def _as_subject(claim: Claim, sentence: Sentence) -> int:
    """ "The increase over the year was 622": a noun of change is what the number is, of two times."""
    if claim.unit in (PERCENT, POINTS) or not (any(c.tags & _EARLIER for c in sentence.cues) or _rated(claim)):
        return 0
    if sentence.tagged("in") and sentence.tagged("out"):
        return 0  # it may be what came less what left
    text = sentence.piece.text
    before = text[max(sentence.start, claim.start - _AFTER) : claim.start]
    found = _SUBJECT[sentence.language].search(before)
    if found is not None and sentence.language == "kk" and not _MAKES_KK.match(text, claim.end):
        found = None
    found = found or _HEADS[sentence.language].search(before)
    if found is None:
        return 0
    return 1 if found["up"] else -1


def _restating(claim: Claim, sentence: Sentence) -> int:
    """ "up 4 per cent, or 1,970, on last year", «прирост 4 %, или 1 970»: the rate just before says the same change."""
    rate = next((c for c in reversed(sentence.claims) if c.end <= claim.start), None)
    if rate is None or rate.unit != PERCENT or claim.unit in (PERCENT, POINTS) or rate.sign in ("+", "-"):
        return 0
    if not _RESTATED.fullmatch(claim.piece.text, rate.after, claim.start):
        return 0
    return touched(rate, sentence) or _headed(rate, sentence)


def _headed(rate: Claim, sentence: Sentence) -> int:
    """ "an increase of 4 per cent", «прирост 4 %»: the word of direction stands right before the rate."""
    cue = _last_before(rate, sentence)
    if cue is None or cue.tags & _NO_MOVES or cue.tags >= _TURNS or rate.start - cue.end >= _OPENED:
        return 0
    return 1 if "up" in cue.tags else -1


def _rated(claim: Claim) -> bool:
    """ "1 063 человека, или 6,1%", "0,69 млрд теңге (+32,1%)": the same as a percentage stands right behind."""
    return bool(_RATED.match(claim.piece.text, claim.after))


def led(claim: Claim, sentence: Sentence) -> int:
    """ "rose 8,833", "up 49,000", "a decrease of 54,000", "an increase of nearly 2,000"."""
    cue = _last_before(claim, sentence) if sentence.tagged("up") or sentence.tagged("down") else None
    if cue is None or cue.tags & _NO_MOVES or {"up", "down"} <= cue.tags:
        return 0
    if sentence.piece.text[cue.start : cue.end].lower() in _SUMS:
        return 0
    between = " ".join(CURRENCY.sub("", sentence.piece.text[cue.end : claim.start].lower()).split())
    if between not in _LINKS:
        return 0
    return 1 if "up" in cue.tags else -1


def rate_of_change(claim: Claim, sentence: Sentence) -> int:
    """ "a 5% increase", "20% less than in the week before": the word after the percentage makes it a change."""
    if sentence.language != "en":
        return 0
    text = sentence.piece.text
    if found := _NOUN.match(text, claim.after, min(sentence.end, claim.after + _AFTER)):
        return 1 if found[1].lower() in _RISES else -1
    if found := _UP_ON.match(text, claim.after, sentence.end):
        return 1 if found[1].lower() == "up" else -1
    return _followed(claim, sentence)


def touched(claim: Claim, sentence: Sentence) -> int:
    """1 or -1 where words that touch a percentage make it a change: "down 10.2%", «на 5 % больше», "5 %-ға аз"."""
    if claim.unit != PERCENT or claim.sign in ("+", "-"):
        return 0
    return _beside_rate(claim, sentence) or _yearly(claim, sentence)


def named_change(claim: Claim) -> bool:
    """ "(change over the year – 49.4%)", «изменение: 3,1%», "өзгеріс – 5%": the noun and a dash lead to the rate."""
    return claim.unit == PERCENT and bool(
        _CHANGE_OF.search(claim.piece.text[max(0, claim.start - _AFTER) : claim.start])
    )


def _yearly(claim: Claim, sentence: Sentence) -> int:
    """ "10.5% y/y", «10,5% г/г»: a rate of change, a rise unless a word before it says otherwise."""
    if not yearly_behind(claim):
        return 0
    before = [c for c in sentence.cues if c.end <= claim.start and c.tags & _TURNS and not c.tags >= _TURNS]
    return -1 if before and "down" in before[-1].tags and claim.start - before[-1].end < _AFTER else 1


def _beside_rate(claim: Claim, sentence: Sentence) -> int:
    if sentence.language == "en":
        return rate_of_change(claim, sentence) or led(claim, sentence)
    text = sentence.piece.text
    near = [c for c in sentence.cues if bool(c.tags & _TURNS) and not c.tags >= _TURNS]
    if sentence.language == "kk":
        after = next((c for c in near if 0 <= c.start - claim.after < _DATIVE), None)
        given = after is not None and _GIVEN.fullmatch(text, claim.after, after.start)
        noun = after is not None and text[claim.after : after.start] == " " and _NOUN_KK.match(text, after.start)
        found = after if given or noun else None  # "5 %-ға артты", "(5 % өсім)"
    else:
        led_by = text[max(sentence.start, claim.start - _BEFORE) : claim.start].lower()
        measured = _BY_RU.search(led_by)
        ends = claim.start - len(measured[0]) if measured else -1
        found = next((c for c in near if c.end == ends or (measured and 0 <= c.start - claim.after < 2)), None)
        if found is None and measured and any(0 <= c.start - claim.after < 2 for c in sentence.tagged("outnumber")):
            return 1  # «на 3,6 % превышает показатель прошлого года»
    return 0 if found is None else 1 if "up" in found.tags else -1


def _last_before(claim: Claim, sentence: Sentence) -> Cue | None:
    near = [c for c in sentence.cues if 0 <= claim.start - c.end < _BEFORE and c.tags & {"up", "down"}]
    return near[-1] if near else None


def _followed(claim: Claim, sentence: Sentence) -> int:
    """ "5.8 million more than the year before", "269,000 higher in October", "i.e. 51 fewer"."""
    text, end = sentence.piece.text, min(sentence.end, claim.after + _AFTER)
    found = _COMPARED.match(text, claim.after, end) or _THAN.match(text, claim.after, end)
    if found is None and _THAT_IS.search(text, max(sentence.start, claim.start - _BEFORE), claim.start):
        found = _SO_MANY.match(text, claim.after, sentence.end + 1)
    if found is None:
        return 0
    return 1 if found[1].lower() in _MORE else -1


def _beside_ablative(claim: Claim, sentence: Sentence) -> int:
    """ "кіру санынан 62 512 аз": so many fewer than what stands before it in the ablative."""
    found = _KAZAKH.match(sentence.piece.text, claim.after, sentence.end)
    before = _BRACKETED.sub("", sentence.piece.text[sentence.start : claim.start]).lower().split()[-1:]
    if found is None or not before or not before[0].endswith(ABLATIVE):
        return 0
    return 1 if found[1].lower() in ("көп", "артық") else -1
