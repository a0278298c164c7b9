"""Changes in forms of words that say which two values they lie between, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit

FORMS = [
    # (6,360 - 5,300) / 5,300 = 20.0 %; 34.0 % is neither it nor a slip of it
    ("Since January 6,360 cards were issued, {} per cent more than in early 2021 (5,300).", "20.0", "34.0"),
    ("С начала года выдано 6 360 карт, что на {} % больше, чем за январь–июнь 2021 года (5 300).", "20,0", "34,0"),
    ("Жыл басынан бері 6 360 карта берілді: былтырғымен салыстырғанда {} %-ға көп (5 300 карта).", "20,0", "34,0"),
    ("Жыл басынан бері 6 360 карта берілді. Бұл 2021 жылғыдан (5 300) {} картаға көп.", "1 060", "1 430"),
    # (31,000 - 25,000) / 25,000 = 24.0 %
    (
        "Guests rose from 25,000 to 31,000, i.e. by {} per cent; hosts fell from 24,000 to 18,000.",
        "24.0",
        "38.0",
    ),
    (
        "Гостей стало больше: рост с 25 000 до 31 000, то есть на {} %; хозяев – меньше, с 24 000 до 18 000.",
        "24,0",
        "38,0",
    ),
    # (412.5 - 375.0) / 375.0 = 10.0 %; (500 - 625) / 625 = -20.0 %
    (
        "За год отправлено 500 млн тенге (–20,0 %; годом ранее – 625 млн), получено 412,5 млн (+{} %; 375,0 млн).",
        "10,0",
        "17,0",
    ),
    # (4,400 - 5,500) / 5,500 = -20.0 %
    ("- Left: 4,400 people, in the first quarter of 2021 there were 5,500 (−{}%)", "20.0", "31.0"),
    ("- Шыққандар: 4 400 адам, 2021 жылғы I тоқсанда 5 500 болған (−{} %)", "20,0", "31,0"),
    ("Шыққандар 4 400 адам болды, 2021 жылы бұл көрсеткіш 5 500 болған (кему – {} %).", "20,0", "31,0"),
    # 264.6 - 281.9 = -17.3; / 281.9 = -6.1 %
    (
        "Отправлено 264,6 млрд тенге (в 2021 году – 281,9 млрд). Объём сократился на {} млрд тенге, или на 6,1 %.",
        "17,3",
        "25,8",
    ),
    # (3,450 - 3,000) / 3,000 = 15.0 %; (3,450 - 3,286) / 3,286 = 5.0 %
    (
        "- Crossings: 3,450 thousand\n- Against the first quarter of 2021: +{}% (3,000 thousand)\n"
        "- Against the quarter before: +5.0% (3,286 thousand)",
        "15.0",
        "22.0",
    ),
    (
        "- Шекарадан өту: 3 450 мың рет\n- Былтырғы I тоқсанға қарағанда: +15,0 % (3 000 мың)\n"
        "- Алдыңғы тоқсанға қарағанда: +{} % (3 286 мың)",
        "5,0",
        "9,0",
    ),
    # (9,000 - 12,000) / 12,000 = -25.0 %; (15,400 - 14,000) / 14,000 = 10.0 %
    (
        "Прибыло 15 400 человек, выбыло 9 000. Прибывших выросло на 10,0 % (с 14 000), выбывших – упало на {} % "
        "(с 12 000).",
        "25,0",
        "37,0",
    ),
]


def _wrong(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [place.text for finding in audit([path]).wrong for place in (*finding.places, *finding.operands)]


@pytest.mark.parametrize(("text", "right", "wrong"), FORMS)
def test_a_framed_change_must_be_what_its_two_values_make(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _wrong(tmp_path, text.format(right)) == []
    assert any(wrong in place for place in _wrong(tmp_path, text.format(wrong)))


# Each change is one of other numbers than the two that its form might suggest.
OTHERS = [
    # (8,000 - 6,250) / 6,250 = 28.0 %: the first value before it, though another stands nearer
    "In May 8,000 boxes came; of them 5,000 were full. This is 28.0 per cent more than in April (6,250).",
    # a share in brackets behind the earlier value: 1,375 / 5,500 = 25 %
    "Left: 4,400 people, in 2021 there were 5,500 (25.0% by train).",
    # 400 of the 1,600 more: a part of the rise
    "The number rose from 8,000 to 9,600, by 20.0 per cent; to 400 of them a card was given.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_a_number_of_something_else_does_not_measure_a_change(tmp_path: Path, text: str) -> None:
    assert _wrong(tmp_path, text) == []
