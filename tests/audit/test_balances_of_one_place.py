"""The place is named once, with the first of the two flows; the other flow and the balance go on with it."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents

# 27,840 - 26,130 = 1,710
TEXTS = {
    "en": "In ten months 27,840 people arrived in the Pavlodar region. 26,130 people left it. Net migration was {} "
    "people.",
    "en, one sentence": "27,840 people arrived in the Pavlodar region and 26,130 left. Net migration was {} people.",
    "ru": "За десять месяцев в Павлодарскую область прибыло 27 840 человек. Покинули регион 26 130 человек. "
    "Миграционный прирост составил {} человек.",
    "ru, one sentence": "В Павлодарскую область прибыло 27 840 человек, выбыло 26 130 человек. Миграционный прирост "
    "составил {} человек.",
    "kk": "Павлодар облысына 27 840 адам келді, 26 130 адам кетті. Көші-қон айырымы {} адам болды.",
}


def _wrong(text: str) -> list[str]:
    return [f.rule for f in audit_documents([open_bytes("b.md", f"{text}\n".encode())]).wrong]


@pytest.mark.parametrize("name", TEXTS)
def test_a_balance_goes_on_with_the_place_of_its_flows(name: str) -> None:
    right, wrong = ("1,710", "1,170") if name.startswith("en") else ("1 710", "1 170")
    assert _wrong(TEXTS[name].format(right)) == []
    assert _wrong(TEXTS[name].format(wrong)) == ["balance"]


@pytest.mark.parametrize(
    "text",
    [
        "From Uzbekistan 9,780 people arrived, in all 12,183 left. Net migration was −1,602 people.",
        "Из Узбекистана прибыло 9 780 человек, всего выбыло 12 183 человека. Миграционный прирост составил −1 602 "
        "человека.",
        "Өзбекстаннан 9 780 адам келді, барлығы 12 183 адам кетті. Көші-қон айырымы −1 602 адам болды.",
    ],
)
def test_a_flow_of_all_does_not_go_on_with_the_place(text: str) -> None:
    assert _wrong(text) == []
