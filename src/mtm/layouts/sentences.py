"""Values that stand in sentences: "по состоянию на 1 мая 2023 года статус кандаса получили 6 144 этнических казахов".

Scope: running text of documents. A pattern is written in the source's YAML as the sentence itself, with {value},
{period}, {label} or a dimension in braces where something is to be taken, and * for any words; or as a /regex/ with
named groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtm.kit.phrases import phrase
from mtm.model.cell import Cell, Paragraph
from mtm.model.labelled import Labelled
from mtm.workspace.source import Sentence


def read_sentences(sentence: Sentence, paragraphs: Sequence[Paragraph], around: tuple[str, ...]) -> list[Labelled]:
    """Every place where the sentence stands, as a labelled value with the text it was taken from."""
    return [
        _labelled(sentence, paragraph, match, around)
        for paragraph in paragraphs
        for match in phrase(sentence.pattern).finditer(paragraph.text)
    ]


def unread_digits(paragraph: Paragraph, read: Sequence[Labelled], sentences: Sequence[Sentence]) -> str:
    """The part of a paragraph that holds digits and that no sentence has read; "" where nothing is left."""
    text = paragraph.text
    if not any(value.cell.address == paragraph.address for value in read):
        return text if re.search(r"\d", text) else ""
    for sentence in sentences:
        text = phrase(sentence.pattern).sub(" ", text)
    return text.strip() if re.search(r"\d", text) else ""


def _labelled(sentence: Sentence, paragraph: Paragraph, match: re.Match[str], around: tuple[str, ...]) -> Labelled:
    groups = {name: text.strip() for name, text in match.groupdict().items() if text}
    value = groups.pop("value", "")
    period = groups.pop("period", "")
    labels = {**groups, **({"time_period": period} if period else {})}
    return Labelled(
        table=sentence.id,
        sheet="",
        cell=Cell(0, 0, paragraph.address, value, value),
        labels=tuple(sorted(labels.items())),
        label=next(iter(_labels(groups)), ""),
        titles=(" ".join(match[0].split()),),
        around=around,
    )


def _labels(groups: dict[str, str]) -> Iterator[str]:
    yield from (text for name, text in sorted(groups.items()) if name != "indicator")
