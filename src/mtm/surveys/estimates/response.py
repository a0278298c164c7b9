"""The response rate: refusals and visits that met nobody are outcomes, and say how far a round reached.

Source: AAPOR, Standard Definitions. RR1 counts complete interviews over all cases not known to be ineligible, RR2
counts partial ones too; REF1 and CON1 are the refusal and the contact rate over the same cases.
Cases of unknown eligibility count as eligible, which makes these the lowest rates of the standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mtm.surveys.states import Outcome


@dataclass(frozen=True, slots=True)
class Response:
    """Cases by outcome, and the rates made of them; a rate without cases is None."""

    complete: int
    partial: int
    refused: int
    noncontact: int
    ineligible: int

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Response:
        """From the number of cases of each outcome."""
        return cls(*(int(counts.get(outcome, 0)) for outcome in Outcome.ORDER))

    @property
    def cases(self) -> int:
        """All cases not known to be ineligible."""
        return self.complete + self.partial + self.refused + self.noncontact

    @property
    def rr1(self) -> float | None:
        """AAPOR response rate 1: complete interviews."""
        return self._rate(self.complete)

    @property
    def rr2(self) -> float | None:
        """AAPOR response rate 2: complete and partial interviews."""
        return self._rate(self.complete + self.partial)

    @property
    def ref1(self) -> float | None:
        """AAPOR refusal rate 1."""
        return self._rate(self.refused)

    @property
    def con1(self) -> float | None:
        """AAPOR contact rate 1."""
        return self._rate(self.cases - self.noncontact)

    def _rate(self, count: int) -> float | None:
        return count / self.cases if self.cases else None
