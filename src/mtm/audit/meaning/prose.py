"""Sentences of running text with their claims, names, periods and cue words.

Scope: what stands where in one sentence. Which number belongs to which name is decided in ``attach``; what numbers
have to do with each other is decided by the rules.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from mtm.audit.claims import COUNT, PERCENT, POINTS, Claim
from mtm.audit.documents.piece import Piece
from mtm.audit.language import bare_points, hedges, led_units, quantities
from mtm.audit.language.chunks import MARK, NUMBER, WORD
from mtm.audit.language.endings import ABLATIVE
from mtm.audit.language.lexicon import PART, Lexicon, Phrase, Word
from mtm.audit.language.numerals import Numeral
from mtm.audit.language.of_hundred import is_the_hundred, led, of_hundred
from mtm.audit.language.one_in_so_many import one_in_so_many
from mtm.audit.language.periods import Named, named
from mtm.audit.language.sentences import Stretch, Token, sentences, tokens


class Area(NamedTuple):
    """A country or group named in the text; ``way`` is "from", "to" or ""."""

    start: int
    end: int
    code: str
    way: str


class Cue(NamedTuple):
    """A word that carries meaning for a rule: its place, its tags, and an ordinal's value."""

    start: int
    end: int
    tags: frozenset[str]
    ordinal: int


class Cut(NamedTuple):
    """A separator: "," ";" "&" (and, or) "–" ":" "(" ")"."""

    start: int
    mark: str


@dataclass(slots=True)
class Sentence:
    """One sentence: offsets in its piece, and everything found in it, in order."""

    piece: Piece
    start: int
    end: int
    language: str
    found: list[Token]
    claims: list[Claim] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    periods: list[Named] = field(default_factory=list)
    block: int = 0
    number: int = 0
    section: int = 0
    kind: str = ""
    by_tag_: dict[str, list[Cue]] | None = None

    @property
    def text(self) -> str:
        return self.piece.text[self.start : self.end]

    @property
    def continues(self) -> bool:
        """It begins with "this", "that", "it": what it says is said of the sentence before."""
        return "continuing" in self.found[0][2].tags

    def tags(self) -> Set[str]:
        return self._by_tag().keys()

    def tagged(self, tag: str) -> list[Cue]:
        return self._by_tag().get(tag, []) if self.cues else []

    def _by_tag(self) -> dict[str, list[Cue]]:
        """The cues under each of their tags; asked for only once the sentence is read."""
        if self.by_tag_ is None:
            self.by_tag_ = {}
            for cue in self.cues:
                for tag in cue.tags:
                    self.by_tag_.setdefault(tag, []).append(cue)
        return self.by_tag_


REST = "rest:"
ADDED = 4  # words after a number that may name what it counts
_SPOKEN_SIGNS = {"minus": "-", "минус": "-", "plus": "+", "плюс": "+"}
COMPLEMENTS = {"group:cis": "group:non_cis", "group:eu": "group:non_eu", "group:eaeu": "group:non_eaeu"}

_TURNS = frozenset(("up", "down"))
HUNDRED = 100
_CUTS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "–": "–", "—": "–", "-": "–"}


_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
Labels = dict[str, list[tuple[tuple[str, ...], str]]]  # a first stem to the stems and codes of rows that begin so


def read_prose(piece: Piece, lexicon: Lexicon, read: quantities.Read) -> list[Sentence]:
    """The sentences of one block."""
    found = tokens(piece.text, lexicon)
    return [_sentence(piece, part, lexicon.language, read) for part in sentences(found, piece.text, lexicon)]


def read_dated(piece: Piece, lexicon: Lexicon, read: quantities.Read) -> list[Sentence]:
    """Those sentences of a piece that name a period."""
    parts = [part for part in sentences(tokens(piece.text, lexicon), piece.text, lexicon) if part.live and part.timed]
    dated = [part for part in parts if named(part.tokens, lexicon.language)[0]]
    return [_sentence(piece, part, lexicon.language, read) for part in dated]


def _sentence(piece: Piece, part: Stretch, language: str, read: quantities.Read) -> Sentence:
    """A sentence without a number and without a rank is kept empty: there is nothing in it to check."""
    found = part.tokens
    result = Sentence(piece, found[0][0], found[-1][1], language, found)
    return _Reader(result, read, part.timed).sentence() if part.live else result


class _Reader:
    """Walks over one sentence's tokens once."""

    def __init__(self, result: Sentence, read: quantities.Read, timed: bool) -> None:
        self.found, self.text, self.read, self.language = result.found, result.piece.text, read, result.language
        self.result = result
        self.bare: list[int] = []  # words of scale that follow no number
        self.hundred = of_hundred(self.text, result.start, result.end)
        result.periods, self.taken = named(self.found, self.language) if timed else ([], set())

    def sentence(self) -> Sentence:
        after = 0
        for index, (_, _, entry) in enumerate(self.found):
            if not entry.hot or index < after:
                continue
            if entry.kind == WORD:
                after = self._word(index, entry)
            elif entry.kind == NUMBER:
                after = self._number(index, entry)
            else:
                after = self._mark(index, entry)
        if self.counting:
            self._portions()
        if self.bare and self.result.claims:
            led_units.give(self.found, self.bare, self.result.claims, self.language)
        return self.result

    def _portions(self) -> None:
        """ "one appeal in five": a cue as "one in five" is, where none stands yet."""
        cues = self.result.cues
        for start, end, some, of in one_in_so_many(self.text, self.result.start, self.result.end, self.language):
            if not any(c.start < end and start < c.end and any(PART in t for t in c.tags) for c in cues):
                cues.append(Cue(start, end, frozenset((f"{PART}{some}_{of}",)), 0))
                cues.sort(key=lambda c: c.start)

    def _mark(self, index: int, entry: Word) -> int:
        start = self.found[index][0]
        if entry.kind == MARK:
            if mark := _CUTS.get(entry.lower):
                self.result.cuts.append(Cut(start, mark))
        elif entry.ordinal and index not in self.taken:
            self.result.cues.append(Cue(start, self.found[index][1], entry.tags, entry.ordinal))
        return index + 1

    def _word(self, index: int, entry: Word) -> int:
        start, end, _ = self.found[index]
        if entry.scale:
            self.bare.append(index)
        if entry.phrases:
            phrase, length = hedges.phrase_at(self.found, index, self.language)
            if phrase is not None and not self._cuts_number(index + length):
                return self._phrase(index, phrase, length)
        if entry.area:
            self._area(index, index + 1, entry.area, entry.case)
        elif entry.number is not None and self._counted(index):
            return self._after_words
        elif entry.cue or (entry.ordinal and index not in self.taken):
            if "and" in entry.cue:
                self.result.cuts.append(Cut(start, "&"))
            taken = index in self.taken
            tags = entry.cue - {"earlier"} if taken and "earlier" in entry.cue and self._dated(start) else entry.cue
            tags = tags - {"temporary"} if taken else tags  # «маусымда» of a run of months is June
            self.result.cues.append(Cue(start, end, tags, 0 if taken else entry.ordinal))
        return index + 1

    def _cuts_number(self, after: int) -> bool:
        """ "the middle-aged number 1 694": the phrase "number 1" would end within a number."""
        found = self.found
        if after >= len(found) or found[after][2].kind != NUMBER or found[after - 1][2].kind != NUMBER:
            return False
        return found[after][0] - found[after - 1][1] < 2

    def _dated(self, start: int) -> bool:
        """The "last" of "the last quarter of 2017" names a period by itself, none before another."""
        return any(p.start <= start < p.end and p.code != "<" for p in self.result.periods)

    def _phrase(self, index: int, phrase: Phrase, length: int) -> int:
        start, end = self.found[index][0], self.found[index + length - 1][1]
        if phrase.area:
            case = next((w[2].case for w in reversed(self.found[index : index + length]) if w[2].case), "")
            if self.language == "kk" and not case:
                case = kk_way(self.found[index + length - 1][2].lower)
            self._area(index, index + length, phrase.area, case)
        else:
            if "and" in phrase.tags:
                self.result.cuts.append(Cut(start, "&"))
            self.result.cues.append(Cue(start, end, phrase.tags, 0))
        return index + length

    def _area(self, first: int, after: int, code: str, case: str) -> None:
        if self._of_currency(first, after):
            return
        way = case
        for back in (1, 2, 3):
            if way or first < back:
                break
            tags = self.found[first - back][2].tags
            way = "from" if "from" in tags else "to" if "to" in tags else ""
        if self._others(first, after):
            code = REST + code
        elif code in COMPLEMENTS and self._outside(first, after):
            code = COMPLEMENTS[code]
        self.result.areas.append(Area(self.found[first][0], self.found[after - 1][1], code, way))

    def _of_currency(self, first: int, after: int) -> bool:
        """The United States of "US dollars", «долл. США» and "АҚШ доллары" are no country that people come from."""
        found = self.found
        if after < len(found) and found[after][2].currency:
            return True
        if self.language != "ru" or not first:
            return False
        before = first - 2 if found[first - 1][2].lower == "." and first > 1 else first - 1
        return bool(found[before][2].currency)

    def _outside(self, first: int, after: int) -> bool:
        """ "countries outside the CIS", «вне СНГ», "ТМД-дан тыс"."""
        if self.language == "kk":
            near = self.found[after : after + 2]
            return any("outside" in token[2].tags for token in near) or any(t[2].lower == "емес" for t in near[:1])
        if any("outside" in token[2].tags for token in self.found[max(0, first - 3) : first]):
            return True
        start = self.found[first][0]
        return any("outside" in c.tags and 0 <= start - c.end < 12 for c in self.result.cues[-2:])

    def _others(self, first: int, after: int) -> bool:
        """ "other CIS states", "прочих стран СНГ", "ТМД-ның басқа елдері": the rest of that group."""
        for way in ((first - 1, first - 2), (after,) if self.language == "kk" else ()):
            for position in way:
                if not 0 <= position < len(self.found) or self.found[position][2].kind != WORD:
                    break
                if "rest" in self.found[position][2].tags:
                    return True
        return False

    def _counted(self, index: int) -> bool:
        """A number in words is a claim where a unit follows: "eight per cent", "ninety-nine passengers"."""
        self.counting = True
        value, after = quantities.word_number(self.found, index)
        if after >= len(self.found):
            return False
        unit = quantities.suffix(self.found, after, self.language)
        persons = "person" in self.found[after][2].tags and value > 12
        first, last = self.found[index][0], self.found[after - 1][1]
        if unit.after == after and 1 < value < HUNDRED and led(self.hundred, first, last):
            unit.unit = PERCENT
        elif unit.after == after and not persons:
            return False
        span = (self.found[index][0], self.found[after - 1][1])
        claim = quantities.make(self.result.piece, Numeral(Decimal(value), 0, False), span, unit, ("", span[0]))
        claim.word = True
        self._keep(claim, index, unit.after)
        self._after_words = unit.after
        return True

    def _number(self, index: int, entry: Word) -> int:
        if index in self.taken:
            return index + 1
        numeral, start, end, after = quantities.read_number(self.found, index, self.text, self.read)
        if (
            numeral is None
            or quantities.is_decade(self.found, index)
            or quantities.is_reference(self.found, index)
            or quantities.is_margin(self.found, index)
        ):
            return after
        if quantities.is_clock(self.found, index):
            return index + 1
        if is_the_hundred(self.hundred, start):
            return after
        unit = quantities.suffix(self.found, after, self.language, quantities.joined_unit(entry))
        if not unit.unit and not unit.power and numeral.value < HUNDRED and led(self.hundred, start, end):
            unit.unit = PERCENT
        if not unit.unit and not unit.power:
            quantities.labelled(self.found, index, unit, self.language)
            bare_points.take(self.found, index, unit, self.language)
        if unit.unit in (COUNT,) and unit.power == 0 and self._skipped(index, after, numeral, entry):
            return after
        sign = quantities.sign_before(self.text, start, self.result.start)
        if not sign[0] and index and not self._adds(index, after, unit):
            sign = (_SPOKEN_SIGNS.get(self.found[index - 1][2].lower, ""), start)
        self._keep(quantities.make(self.result.piece, numeral, (start, end), unit, sign), index, unit.after)
        return max(unit.after, after)

    def _adds(self, index: int, after: int, unit: quantities.Suffix) -> bool:
        """ "Türkiye with 646, plus 600 from elsewhere": the word adds one more item, it is no sign."""
        if (
            index < 2
            or unit.unit != COUNT
            or self.found[index - 2][2].kind != MARK
            or self.found[index - 2][2].lower not in ",;"
        ):
            return False
        return any(e.area or e.tags & {"rest", "from"} for _, _, e in self.found[after : after + ADDED])

    def _skipped(self, index: int, after: int, numeral: Numeral, entry: Word) -> bool:
        if quantities.is_duration(self.found, after, numeral, entry):
            return True
        if quantities.is_age(self.found, index, after, numeral):
            return True
        return self._in_range(index, after) or self._enumerates(index, after)

    def _in_range(self, index: int, after: int) -> bool:
        """18–29: the two ends of a range are no claims."""
        found = self.found
        if after + 1 < len(found) and found[after][2].lower in "–—-" and found[after + 1][2].kind == NUMBER:
            return found[after][0] == found[after - 1][1] and found[after + 1][0] == found[after][1]
        if index > 1 and found[index - 1][2].lower in "–—-" and found[index - 2][2].kind == NUMBER:
            return found[index - 1][0] == found[index - 2][1] and found[index][0] == found[index - 1][1]
        return False

    def _enumerates(self, index: int, after: int) -> bool:
        """ "1)", "1." or "2.3." at the very start counts paragraphs."""
        if index == 0 and after < len(self.found) and self.found[after][2].lower in ".)":
            digits = self.found[index][2].digits
            return len(digits) < 3 or (not self.found[index][0] and bool(_PARAGRAPH.fullmatch(digits)))
        return False

    def _keep(self, claim: Claim, index: int, after: int) -> None:
        claim.after = max(claim.end, self.found[after - 1][1])
        claim.hedge = hedges.hedge_before(self.found, index, self.language)
        if not claim.hedge and self.language == "kk":
            claim.hedge = hedges.hedge_after(self.found, after, after + 2)
        if not claim.unit and index and self.found[index - 1][2].currency:
            claim.unit, claim.exact, claim.interval_ = self.found[index - 1][2].currency, False, None
        self._adverb(after)
        claim = quantities.joined(self.result.claims, claim, self.text)
        last = self.result.claims[-1] if self.result.claims else None
        if last is not None and not last.unit and last.scale == claim.scale > 1:
            last.unit = claim.unit if claim.unit not in (PERCENT, POINTS) else ""
        if not claim.unit and claim.scale > 1:
            before = next((c for c in reversed(self.result.claims) if c.unit not in (PERCENT, POINTS)), None)
            if before is not None and before.scale == claim.scale and before.unit != COUNT:
                claim.unit = before.unit
        for _, _, entry in self.found[after : after + 3]:
            if entry.kind != WORD:
                break
            if (not entry.stop or "person" in entry.tags) and _TURNS.isdisjoint(entry.tags):
                claim.noun = entry.stem
                break
        self.result.claims.append(claim)

    def _adverb(self, after: int) -> None:
        """ "233,050 in, 272,631 out", "233,050 crossings in and 272,631 crossings out"."""
        for position, (start, end, entry) in enumerate(self.found[after : after + 3], after):
            if entry.kind != WORD:
                return
            if entry.lower not in ("in", "out"):
                continue
            following = self.found[position + 1][2] if position + 1 < len(self.found) else None
            if following is None or following.kind == MARK or "and" in following.tags:
                self.result.cues.append(Cue(start, end, frozenset((entry.lower,)), 0))
                return

    _after_words = 0
    counting = False  # a number in words stands in the sentence


def kk_way(lower: str) -> str:
    if lower.endswith(ABLATIVE):
        return "from"
    return "to" if lower.endswith(("ға", "ге", "қа", "ке", "на", "не")) else ""


__all__ = ["COUNT", "PERCENT", "POINTS", "Area", "Cue", "Cut", "Sentence", "read_dated", "read_prose"]
