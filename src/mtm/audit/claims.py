"""A claim is a number of the text with the meaning that the text gives it.

Scope: the number (value, decimals, scale, unit, sign as printed), where it stands, and what surrounds it: entity,
measure, period. Rules relate claims; nothing here judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from mtm.audit.documents.piece import Piece
from mtm.kit.intervals import Interval

COUNT, PERCENT, POINTS, TIMES = "", "%", "pp", "x"

LEVEL, SHARE, CHANGE, BALANCE, OTHER = "level", "share", "change", "balance", "other"


UNKNOWN: tuple[object, ...] = ("unknown",)
_NO_AXES: Mapping[str, str] = MappingProxyType({})


class _Interval:
    """Worked out at the first question, then an attribute of the claim itself."""

    def __get__(self, claim: Claim, _: object) -> Interval:
        if claim.exact:
            found = Interval(claim.value, claim.value)
        elif claim.granule:
            half = Decimal(claim.granule) / 2
            found = Interval(claim.value - half, claim.value + half)
        else:
            found = Interval.printed(claim.value, claim.decimals, claim.scale)
        claim.__dict__["interval"] = found
        return found


class _Amount:
    """Worked out at every question until the claim is complete, then an attribute of the claim itself."""

    def __get__(self, claim: Claim, _: object) -> Decimal:
        return claim.value * claim.scale if claim.scale != 1 else claim.value


class _Digits:
    """Written once, at the first question."""

    def __get__(self, claim: Claim, _: object) -> str:
        found = claim.__dict__["digits"] = f"{abs(claim.value):f}".replace(".", "")
        return found


class Claim:
    """One number with its meaning; made by the scanner, completed by prose and tables, then left alone.

    ``value`` is signed as printed and in the printed scale (677.3 with ``scale`` 1000000). ``unit`` is "" for counts,
    "%", "pp", "x" for multiples, or a currency. ``sign`` is "", "+", "-" or "~" (a dash apart that may be a minus).
    ``role`` is level, share, change, balance or other. ``area`` is a code such as UZB or group:cis, ``label`` the
    stems of a row's heading. ``axes`` are pairs such as ("flow", "in"). ``period`` is a code, "" when unknown;
    ``time`` is "before" or "now" where a sentence goes from one value to another.
    """

    # Defaults stand on the class: a claim carries only what its text says, which keeps thousands of them light.
    scale = 1
    unit = sign = hedge = noun = area = period = via = time = ""
    doubt = ""  # why the relations that it broke were not believed
    role = LEVEL
    label: tuple[str, ...] = ()
    name: tuple[int, int] | None = None  # where the name stands in the piece
    axes: Mapping[str, str] = _NO_AXES
    exact = word = checked = total = cued = dated = False
    moving = False  # a word of change touches it: «прирост 28,8%», "change: 4.1 per cent"
    told = False  # its own stretch of the sentence, or its column, says whether people came or left
    direction = 0  # what the words around it say: 1 up, -1 down
    block = sentence = section = file = index = 0
    table = row = column = -1
    granule = 0  # counts known to be rounded to this many units
    interval = _Interval()
    amount = _Amount()
    digits = _Digits()  # without sign and decimal mark
    rounded_: Interval | None = None  # what a round count may stand for
    by_: bool | None = None  # what ``times`` and ``moves`` have found out about it
    moved_: int | None = None
    turned = 0  # words that touch a percentage make it a rise (1) or a fall (-1)
    key_: tuple[object, ...] | None = UNKNOWN

    def __init__(self, piece: Piece, start: int, end: int, value: Decimal, decimals: int) -> None:
        self.piece, self.start, self.end = piece, start, end
        self.value, self.decimals = value, decimals
        self.after = end  # where its unit ends

    @property
    def interval_(self) -> None:
        """Set to None where unit, scale or exactness change: what was worked out from them is forgotten."""

    @interval_.setter
    def interval_(self, _: None) -> None:
        self.__dict__.pop("interval", None)
        self.__dict__.pop("amount", None)
        self.rounded_ = None

    def settle(self) -> None:
        """The claim is complete: its amount is worked out once."""
        self.__dict__["amount"] = self.value * self.scale if self.scale != 1 else self.value

    @property
    def printed(self) -> str:
        return self.piece.text[self.start : self.end]

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.file, self.block, self.index)

    def __repr__(self) -> str:
        return f"<{self.printed!r} {self.unit} {self.role} {self.area or self.label} {dict(self.axes)} {self.period}>"
