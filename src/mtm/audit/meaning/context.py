"""What a sentence takes over from the sentence before it.

Scope: one paragraph: whether people came or left, and of which people a sentence speaks that begins with "this".
"""

from __future__ import annotations

from mtm.audit.meaning.prose import Sentence


def inherit(sentence: Sentence, context: dict[str, str]) -> dict[str, str]:
    """A sentence that does not say whether people came or left goes on with what the sentence before it said."""
    if sentence.claims and context:
        for claim in sentence.claims:
            if not claim.axes.get("flow") and not claim.axes.get("status"):
                claim.axes = {**context, **claim.axes}
    if not sentence.claims:
        return context
    last = sentence.claims[0].axes
    found = {axis: last[axis] for axis in ("flow", "status", "term") if axis in last}
    return found or context


def go_on(sentence: Sentence, before: Sentence | None) -> None:
    """ "105,466 women left. This figure dropped to …": it goes on with the people of the only number before it."""
    if before is None or not sentence.claims or not sentence.continues or len(before.claims) != 1:
        return
    last = before.claims[0].axes
    kept = {axis: last[axis] for axis in ("sex", "place", "age", "vital") if axis in last}
    for claim in sentence.claims if kept else ():
        claim.axes = {**kept, **claim.axes}
