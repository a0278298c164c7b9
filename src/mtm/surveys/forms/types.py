"""The types of an XLSForm: what "select one from yn", "gps" or "int" mean.

Scope: the first column of the survey sheet. Source: the XLSForm standard and pyxform's older spellings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtm.surveys.form import Kind

GROUP, REPEAT, END_GROUP, END_REPEAT, NOTHING = "group", "repeat", "end group", "end repeat", "nothing"

_KINDS = {
    "integer": Kind.INTEGER, "int": Kind.INTEGER, "decimal": Kind.DECIMAL, "range": Kind.DECIMAL,
    "text": Kind.TEXT, "string": Kind.TEXT, "date": Kind.DATE, "time": Kind.TIME, "datetime": Kind.DATETIME,
    "geopoint": Kind.PLACE, "gps": Kind.PLACE, "location": Kind.PLACE, "geotrace": Kind.PLACE, "geoshape": Kind.PLACE,
    "image": Kind.MEDIA, "photo": Kind.MEDIA, "audio": Kind.MEDIA, "video": Kind.MEDIA, "file": Kind.MEDIA,
    "barcode": Kind.MEDIA, "calculate": Kind.CALCULATE, "hidden": Kind.CALCULATE, "acknowledge": Kind.OTHER,
    "trigger": Kind.OTHER, "note": NOTHING, "xml-external": NOTHING, "csv-external": NOTHING, "entity": NOTHING,
}  # fmt: skip
_META = (
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
    "start-geopoint", "background-audio", "background-geopoint",
)  # fmt: skip
_OLDER_META = {"device_id": "deviceid", "subscriber_id": "subscriberid", "sim_serial": "simserial", "imei": "deviceid",
               "phone_number": "phonenumber", "phone-number": "phonenumber", "start_time": "start", "end_time": "end",
               "device id": "deviceid", "start time": "start", "end time": "end"}  # fmt: skip
_ENDS = {
    "begin group": GROUP, "begin_group": GROUP, "end group": END_GROUP, "end_group": END_GROUP,
    "begin repeat": REPEAT, "begin_repeat": REPEAT, "end repeat": END_REPEAT, "end_repeat": END_REPEAT,
    "begin looped group": REPEAT, "end looped group": END_REPEAT, "begin lgroup": REPEAT, "end lgroup": END_REPEAT,
}  # fmt: skip
_SELECT = re.compile(
    r"(?:add )?(?P<kind>select[_ ]one|select1|select one|select[_ ]multiple|select all that apply|rank)"
    r"(?P<file>[_ ]from[_ ]file)?(?: prompt using| external| from)? +(?P<list>.+?)"
    r"(?P<other> or[_ ](?:specify[_ ])?other)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Type:
    """What a row of the survey sheet is: a kind of question, or the beginning or end of a group."""

    kind: str
    name: str
    list_name: str = ""
    other: bool = False
    from_file: bool = False


def type_of(text: str) -> Type | None:
    """The type of a row; None for one that no form system knows."""
    plain = " ".join(text.split())
    lower = plain.lower()
    if lower in _ENDS:
        return Type(_ENDS[lower], lower)
    meta = _OLDER_META.get(lower, lower)
    if meta in _META:
        return Type(Kind.META, meta)
    if lower in _KINDS:
        return Type(_KINDS[lower], lower)
    return _select(plain)


def _select(text: str) -> Type | None:
    found = _SELECT.fullmatch(text)
    if found is None:
        return None
    word = found["kind"].lower()
    kind = Kind.OTHER if word == "rank" else Kind.SELECT_ONE
    if "multiple" in word or "all" in word:
        kind = Kind.SELECT_MULTIPLE
    name = found["list"].split()[0] if found["file"] else found["list"]
    return Type(kind, word, name, bool(found["other"]), bool(found["file"]))
