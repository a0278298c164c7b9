"""A claim is a number of the text with the meaning that the text gives it.

Scope: the number (value, decimals, scale, unit, sign as printed), where it stands, and what surrounds it: entity,
measure, period. Rules relate claims; nothing here judges.
"""

from __future__ import annotations

from decimal import Decimal

from mtm.audit.documents.piece import Piece
from mtm.kit.intervals import Interval

COUNT, PERCENT, POINTS, TIMES = "", "%", "pp", "x"

LEVEL, SHARE, CHANGE, BALANCE, OTHER = "level", "share", "change", "balance", "other"


class Claim:
    """One number with its meaning; made by the scanner, completed by prose and tables, then left alone.

    ``value`` is signed as printed and in the printed scale (677.3 with ``scale`` 1000000). ``unit`` is "" for counts,
    "%", "pp", "x" for multiples, or a currency. ``sign`` is "", "+", "-" or "~" (a dash apart that may be a minus).
    ``role`` is level, share, change, balance or other. ``area`` is a code such as UZB or group:cis, ``label`` the
    stems of a row's heading. ``axes`` are pairs such as ("flow", "in"). ``period`` is a code, "" when unknown;
    ``time`` is "before" or "now" where a sentence goes from one value to another.
    """

    __slots__ = (
        "after", "area", "axes", "block", "cell", "checked", "column", "context", "cued", "dated", "decimals", "direction", "end", "exact", "file", "granule",
        "hedge", "index", "interval_", "label", "name", "noun", "part", "period", "piece", "role", "row", "scale", "section",
        "sentence", "sign", "start", "table", "time", "total", "unit", "value", "via", "word",
    )  # fmt: skip

    def __init__(self, piece: Piece, start: int, end: int, value: Decimal, decimals: int) -> None:
        self.piece, self.start, self.end = piece, start, end
        self.value, self.decimals = value, decimals
        self.scale = 1
        self.unit = self.sign = self.hedge = self.noun = self.area = self.period = self.via = self.time = ""
        self.role = LEVEL
        self.label: tuple[str, ...] = ()
        self.name: tuple[int, int] | None = None  # where the name stands in the piece
        self.axes: dict[str, str] = {}
        self.context: frozenset[str] = frozenset()
        self.exact = self.word = self.checked = self.total = self.part = self.cued = self.dated = False
        self.after = end  # where its unit ends
        self.direction = 0  # what the words around it say: 1 up, -1 down
        self.block = self.sentence = self.section = self.file = self.index = 0
        self.table = self.row = self.column = -1
        self.cell = ""
        self.granule = 0  # counts known to be rounded to this many units
        self.interval_: Interval | None = None

    @property
    def interval(self) -> Interval:
        """What the number may stand for, in units; counts are exact."""
        if self.interval_ is None:
            if self.exact:
                self.interval_ = Interval.exact(self.value)
            elif self.granule:
                half = Decimal(self.granule) / 2
                self.interval_ = Interval(self.value - half, self.value + half)
            else:
                self.interval_ = Interval.printed(self.value, self.decimals, self.scale)
        return self.interval_

    @property
    def amount(self) -> Decimal:
        """The value in units."""
        return self.value * self.scale if self.scale != 1 else self.value

    @property
    def printed(self) -> str:
        return self.piece.text[self.start : self.end]

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.file, self.block, self.index)

    def __repr__(self) -> str:
        return f"<{self.printed!r} {self.value}{self.unit} {self.role} {self.area or self.label} {self.axes} {self.period}>"
