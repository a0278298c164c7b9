"""Correct releases in which values, times and wholes are told apart by small words: no alarm; with a slip, one."""

from __future__ import annotations

import pytest

from mtm.audit.documents import open_bytes
from mtm.audit.engine import audit_documents


def _alarms(text: str) -> list[tuple[str, str]]:
    result = audit_documents([open_bytes("release.md", text.encode())])
    return [(f.rule, f.printed) for f in result.wrong]


@pytest.mark.parametrize(
    "text",
    [
        # 9,640 - 8,120 = 1,520 more left than came
        "2024 жылы елден 9 640 адам шықты, бұл елге кіргендерден (8 120) 1 520 адамға көп.",
        # 560 / 800 = 70 %, 152 / 800 = 19 %, 88 / 800 = 11 %
        "Of 800 persons asked, 560 named work, 152 family and 88 study, that is 70.0%, 19.0% and 11.0%.",
        "800 адамның 560 адамы жұмысты, 152 адамы отбасын, 88 адамы оқуды атады, яғни 70,0%, 19,0% және 11,0%.",
        # (660.5 - 500.0) / 500.0 = 32.1 %
        "Переводы составили 660,5 млн долларов, тогда как за IV кв. 2017 г. они равнялись 500,0 млн: рост на 32,1%.",
        "Transfers reached USD 660.5 million, whereas in Q4 2017 they were USD 500.0 million: a rise of 32.1%.",
        # 4,113 - 3,302 = 811; 811 / 4,113 = 19.7 %
        "# I квартал 2024 года\n\n- Въезды: было 4 113, стало 3 302.\n\nВ I квартале 2023 года въездов было 4 113.",
        "# Бірінші тоқсан, 2024 жыл\n\n- Кіру: 4 113 болған, 3 302 болды.\n\n2023 жылғы I тоқсанда 4 113 адам кірді.",
        # the period in brackets is what the fall is measured from
        "# I квартал 2024 года\n\n- Въезды: 3 302 (спад на 19,7% к значению за I кв. 2023 г.)\n\n"
        "В I квартале 2023 года въездов было 4 113.",
        # a label names all that follows: 2,117 of 2,338 were from the CIS
        "Государства СНГ: число въездов за II кв. 2023 г. – 21 174, за II кв. 2024 г. – 15 563.\n\n"
        "Во втором квартале 2023 года въездов было 23 381.",
        # the list is of the first of the two numbers: 4,410 + 2,130 + 1,105 + 260 = 7,905
        "CIS states accounted for 7,905 of the 9,040 entries. The breakdown: Tajikistan at 4,410 (was 4,380);"
        " Kyrgyzstan at 2,130 (was 2,250); Belarus at 1,105 (was 1,090); others at 260.",
        # a share in brackets behind its word, the earlier one behind an ablative
        "# 2024 жылғы III тоқсан\n\nКірудің үлесі (18,4%) 2023 жылдың III тоқсанында байқалғаннан (18,9%) 0,5 пайыздық"
        " тармаққа төмен болды.",
    ],
)  # fmt: skip
def test_a_correct_release_raises_no_alarm(text: str) -> None:
    assert _alarms(text + "\n") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2024 жылы елден 8 120 адам шықты, бұл елге кіргендерден (9 640) 1 520 адамға көп.", "flows_compared"),
        ("Of 800 persons asked, 560 named work, 152 family and 88 study, that is 70.0%, 16.0% and 11.0%.", "share"),
        ("Transfers reached USD 660.5 million, whereas in Q4 2017 they were USD 500.0 million: up 24.3%.", "change"),
        ("Въезды: было 4 113, стало 3 302 (−24,6%).", "change"),
    ],
)  # fmt: skip
def test_one_slip_in_it_is_found(text: str, rule: str) -> None:
    """24.3 = 160.5 / 660.5 and 24.6 = 811 / 3,302: the later value as base; 16 % of 800 is 128, not 152."""
    assert any(found.startswith(rule) for found, _ in _alarms(text + "\n"))
