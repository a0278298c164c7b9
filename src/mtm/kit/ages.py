"""Age groups written in digits, as codes of the SDMX list CL_AGE: "0-4" is Y0T4, "65 и старше" is Y_GE65.

Scope: one label. Groups in words (working age, pensioners) are breakdown codes with names.
"""

from __future__ import annotations

import re

_YEARS = r"(?: ?(?:лет|года|год|г\.|жас|years?(?: old)?|yrs?))?"
_BAND = re.compile(rf"(?:от )?(\d{{1,3}})(?: ?[-‐‑–—] ?| до | to )(\d{{1,3}}){_YEARS}", re.IGNORECASE)
_ON = r"(?: ?\+| и (?:старше|более)| and (?:over|older|above)| жастан (?:асқан|жоғары)| және одан жоғары)"
_FROM = re.compile(rf"(\d{{1,3}}){_YEARS}{_ON}", re.IGNORECASE)
_BELOW = re.compile(
    rf"(?:до|моложе|младше|under|below|less than|<) ?(\d{{1,3}}){_YEARS}|(\d{{1,3}}) жасқа дейін", re.IGNORECASE
)
_SINGLE = re.compile(rf"(\d{{1,3}}){_YEARS}", re.IGNORECASE)


def read_age(text: str) -> str | None:
    """The code of an age group, or None for a text that is none or that runs backwards."""
    plain = " ".join(text.split())
    band = _BAND.fullmatch(plain)
    if band:
        first, last = int(band[1]), int(band[2])
        return f"Y{first}T{last}" if first < last else None
    if found := _FROM.fullmatch(plain):
        return f"Y_GE{int(found[1])}"
    if found := _BELOW.fullmatch(plain):
        return f"Y_LT{int(found[1] or found[2])}"
    found = _SINGLE.fullmatch(plain)
    return f"Y{int(found[1])}" if found else None
