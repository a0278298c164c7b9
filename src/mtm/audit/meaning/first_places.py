"""A name that a sentence puts above all others of its kind without a superlative.

Scope: one sentence and one name of it: "nobody sends more people than Georgia", "the list begins with Georgia",
«ни из одной другой страны не прибыло столько людей, сколько из Грузии», "ешқайсысынан Грузиядан келгендей көп адам
келген жоқ".
Which numbers are ranked is decided by the rules.
"""

from __future__ import annotations

from mtm.audit.language.seldom import Seldom
from mtm.audit.meaning.prose import Area, Sentence

_NAME = "\N{SECTION SIGN}"
_EN = (
    r"\b(?:no|nobody|none|nowhere|no one|neither)\b.{0,110}\b(?:more|larger|higher|bigger|greater|as many|so many"
    r"|as much|as large|exceed\w*|surpass\w*|outnumber\w*|match\w*|overt\w+|equal\w*|reach\w*)\b.{0,60}§",
    r"\b(?:more|larger|higher|greater)\b.{0,60}§.{0,40}\bthan\b.{0,30}\b(?:any|every|all|each)\b"
    r"(?: the| of the)? ?others?",
    r"§.{0,60}\b(?:more|larger|higher|greater)\b.{0,40}\bthan\b.{0,20}\b(?:any|every|all|each)\b"
    r"(?: the| of the)? ?others?",
    r"§.{0,20}\b(?:comes?|came|stands?|stood|ranks?|ranked|is|was|remains|placed)\b.{0,12}"
    r"\b(?:before|ahead of|above|in front of) (?:all|every|any|each)\b",
    r"\b(?:begins?|began|starts?|started|opens?|opened)\b(?: with)? (?:the )?§",
    r"\b(?:headed|led|topped|opened) by (?:the )?§",
    r"\b(?:heads?|headed|leads?|tops?|topped|opens?|opened)\b.{0,8}\b(?:list|rank\w*|table|group|order)\b.{0,20}"
    r"\b(?:is|was|:) ?(?:the )?§",
    r"^\W*(?:the )?first (?:among|of|in|on)\b[^,;]{0,50}(?::|,| is| was| comes| came| stands| –| —) ?(?:the )?§",
    r"§.{0,12}\b(?:occup\w+|takes?|took|holds?|held)\b.{0,6}\bfirst\b.{0,8}\b(?:line|row|place|position|rank|spot)",
    r"§.{0,30}\b(?:heads?|headed|leads?|tops?|topped|opens?)\b.{0,20}\b(?:list|rank\w*|group)",
    r"\bmostly\b.{0,20}§",
)
_RU = (
    r"\bни (?:одна|один|одной|одного|из одной|у одной|от одной|с одной|из каких|одно)\b.{0,110}§",
    r"\b(?:никто|ниоткуда|никакая|никакой)\b.{0,90}(?:больше|более|столько|выше|чаще|превы\w+|обогн\w+|опере\w+).{0,50}§",
    r"\b(?:откры\w+|возглав\w+|начина\w+|начат\w+)\b.{0,40}§",
    r"§.{0,40}\b(?:открыва\w+|открыл\w*|возглав\w+|лидир\w+)",
    r"\bперв(?:ой|ым|ая|ый|ое|ом|ую)\b.{0,60}(?:ид[её]т|стоит|значится|следует|числится|назван\w*|указан\w*|:|–|—).{0,12}§",
    r"\b(?:больше|чаще|активнее) (?:всего|всех)\b.{0,70}§",
    r"§.{0,60}\b(?:больше|выше|чаще)\b,? чем .{0,20}\b(?:люб\w+|всех|все|кажд\w+|остальн\w+)",
    r"\b(?:больше|выше|чаще)\b.{0,60}§.{0,20}чем .{0,20}\b(?:люб\w+|всех|все|кажд\w+|остальн\w+)",
    r"\b(?:основной|главный|крупнейший|самый большой|наибольший) (?:въездной )?поток\b.{0,50}§",
)
_KK = (
    r"(?:ешқайсы\w*|ешбір\w*|бірде-бір\w*|бір де бір\w*|ешқандай|ешкім\w*|еш ел\w*|ешқайда\w*).{0,110}§.{0,90}"
    r"(?:жоқ|емес|\w+[мбп][ае](?:ді|ды|ген|ған)|\w+[мбп]а(?:ды|ған))",
    r"§.{0,60}(?:бастап тұр\w*|бастайды|бастады|бастаған|ашады|ашып тұр\w*|ашты|көш баста\w*|басында тұр\w*)",
    r"(?:бастап тұрған|бастайтын|ашатын|бастаушы).{0,30}§",
    r"\b(?:көбіне|көбінесе|негізінен|ең алдымен)\b.{0,30}§",
    r"\bең (?:көп|көбі|мол|үлкен|ірі)\b.{0,40}§",
    r"§.{0,50}\bең (?:көп|мол|үлкен|ірі)\b",
    r"(?:бәрінен|барлығынан|басқаларынан|қалғандарынан)\s+(?:көп|жоғары|артық).{0,50}§",
    r"§.{0,50}(?:бәрінен|барлығынан|басқаларынан|қалғандарынан)\s+(?:көп|жоғары|артық)",
    r"\b(?:бірінші|алғашқы|алдыңғы) (?:орын\w*|болып|тұр\w*|қатар\w*).{0,40}§",
    r"§.{0,40}\b(?:бірінші|алғашқы|алдыңғы) (?:орын\w*|болып|тұр\w*|қатар\w*)",
)
_ABOVE = {
    language: tuple(Seldom(p.replace("§", _NAME)) for p in patterns)
    for language, patterns in (("en", _EN), ("ru", _RU), ("kk", _KK))
}
_FEWER = Seldom(r"\b(?:fewer|less|smaller|lower|меньш\w+|менее|реже|аз|төмен|кем)\b")
_MOVING = Seldom(
    r"\b(?:fast\w*|slow\w*|growth|increase\w*|decrease\w*|decline\w*|rise|rose|risen|fall|fell|grew|grown?|gain\w*"
    r"|los[st]\w*|drop\w*|share|per cent|average|balance|net|прирост\w*|рост\w*|вырос\w*|сниз\w+|сниж\w+|сокра\w+"
    r"|упал\w*|быстр\w+|медлен\w+|дол[яюией]\w*|сальдо|баланс\w*|средн\w+|өс\w+|өсім\w*|кеми\w*|кемі\w*|азай\w*"
    r"|тез|баяу|үлес\w*|теңгерім\w*|орташа)\b",
)


def above_all(sentence: Sentence, area: Area) -> bool:
    """The words put the name first, whatever its number; nothing moves, and nothing is counted from below."""
    text = sentence.text
    start, end = area.start - sentence.start, area.end - sentence.start
    if _FEWER.search(text) or _MOVING.search(text[:start]) or _MOVING.search(text[end:]):
        return False
    masked = f"{text[:start]}{_NAME}{text[end:]}"
    return any(pattern.search(masked) for pattern in _ABOVE.get(sentence.language, ()))


__all__ = ["above_all"]
