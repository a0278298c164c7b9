"""Numbers that seem to split one total, and are known to be parts of another list."""

from __future__ import annotations

from mtm.audit.documents import open_bytes
from mtm.audit.gathered.other_sums import in_a_sum, of_another_list
from mtm.audit.meaning.reading import Reading, read


def _reading(text: str) -> Reading:
    return read(open_bytes("report.md", f"# Review\n\n{text}\n".encode()))


def test_a_rest_behind_a_long_list_is_of_the_whole_list() -> None:
    # 453 + 131 + 88 + 69 + 424 = 1,165; 69 + 424 = 493 is one digit away from 453
    reading = _reading(
        "There were 1,165 claims.\n\nSyrians lodged 453. Chad (131), Eritrea (88) and Kenya (69) follow, leaving 424 "
        "claims to others."
    )
    by_text = {c.printed: c for c in reading.claims}
    parts = (by_text["69"], by_text["424"])
    assert of_another_list(reading, by_text["453"], parts)
    reading = _reading(
        "There were 1,165 claims.\n\nSyrians lodged 453. Chad (131), Eritrea (88) and Kenya (69) follow, leaving 414 "
        "claims to others."
    )
    by_text = {c.printed: c for c in reading.claims}
    assert not of_another_list(reading, by_text["453"], (by_text["69"], by_text["414"]))


def test_three_neighbours_that_add_up_to_a_number_of_the_report_hold_each_other() -> None:
    # 640 + 1,287 + 523 = 2,450
    reading = _reading("Asked were 2,450 people.\n\n640 will return, 1,287 will not, 523 have not decided.")
    by_text = {c.printed: c for c in reading.claims}
    assert in_a_sum(reading, by_text["1,287"])
    reading = _reading("Asked were 2,450 people.\n\n640 will return, 1,187 will not, 523 have not decided.")
    by_text = {c.printed: c for c in reading.claims}
    assert not in_a_sum(reading, by_text["1,187"])
