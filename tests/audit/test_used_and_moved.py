"""What was used and left, by how many something moved, and numbers of before said of now."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtm.audit import audit


def _rules(folder: Path, text: str) -> list[str]:
    path = folder / "report.md"
    path.write_text(f"# Report\n\n{text}\n", encoding="utf-8", newline="\n")
    return [f.rule for f in audit([path]).wrong]


# 19,785 - 16,957 = 2,828; 16,957 of 19,785 are 85.7 per cent, 2,828 are 14.3.
USED = [
    "The quota was 19,785 places. Agencies issued 16,957 permits; {} places remained unused. Take-up was {} per cent.",
    "Квота составила 19 785 мест. Выдано 16 957 разрешений; неиспользованными остались {} мест. Освоение – {} %.",
    "Квота 19 785 орын болды. 16 957 рұқсат берілді; {} орын пайдаланылмай қалды. Квотаның {} %-ы игерілді.",
]


@pytest.mark.parametrize("text", USED)
def test_what_was_used_and_what_was_left_make_up_what_there_was(tmp_path: Path, text: str) -> None:
    mark = "," if text is USED[0] else "\N{NO-BREAK SPACE}"
    point = "." if text is USED[0] else ","
    assert _rules(tmp_path, text.format(f"2{mark}828", f"85{point}7")) == []
    assert _rules(tmp_path, text.format(f"2{mark}288", f"85{point}7")) == ["used_and_left"]  # digits exchanged
    assert _rules(tmp_path, text.format(f"2{mark}828", f"87{point}5")) == ["used_and_left"]
    assert _rules(tmp_path, text.format(f"2{mark}828", f"14{point}3")) == ["used_and_left"]  # the share of the rest
    assert _rules(tmp_path, text.format(f"1{mark}350", f"71{point}9")) == []  # of something else


# 812 - 65 = 747; 812 + 65 = 877.
def test_what_is_left_is_not_added(tmp_path: Path) -> None:
    text = "Of the 812 agencies licensed, 65 had their licence suspended, which left {} agencies in operation."
    assert _rules(tmp_path, text.format("747")) == []
    assert "used_and_left" in _rules(tmp_path, text.format("877"))


# 941,980 - 880,380 = 61,600, or 7.0 per cent.
MOVED = [
    "In July 2025 the posts let 941,980 persons pass (880,380 in July 2024). Traffic {} by 7.0 per cent, or by {}.",
    "За июль 2025 года прошло 941 980 человек (в июле 2024 года – 880 380). Поток {} на 7,0 %, или на {} человек.",
]


@pytest.mark.parametrize("text", MOVED)
def test_a_difference_is_what_the_two_values_before_it_make(tmp_path: Path, text: str) -> None:
    words = ("rose", "fell") if text is MOVED[0] else ("вырос", "снизился")
    mark = "," if text is MOVED[0] else "\N{NO-BREAK SPACE}"
    assert _rules(tmp_path, text.format(words[0], f"61{mark}600")) == []
    assert "moved_by" in _rules(tmp_path, text.format(words[0], f"66{mark}100"))
    assert _rules(tmp_path, text.format(words[1], f"61{mark}600")) != []
    assert "moved_by" not in _rules(tmp_path, text.format(words[0], f"35{mark}200"))  # of something else


MOVES = """{}

## Regions

| Region | 2023, persons | 2024, persons | Change, % | Families in 2024 |
|---|---|---|---|---|
| North | 3,731 | 4,629 | 24.1 | 1,548 |
| East | 2,983 | 3,230 | 8.3 | 1,075 |
| Total | 6,714 | 7,859 | 17.1 | 2,623 |
"""


def test_a_number_of_now_is_not_that_of_the_year_before(tmp_path: Path) -> None:
    text = "In 2024, {} persons moved under the programme."
    assert _rules(tmp_path, MOVES.format(text.format("7,859"))) == []
    assert _rules(tmp_path, MOVES.format(text.format("6,714"))) == ["earlier_for_now"]
    assert _rules(tmp_path, MOVES.format("In 2023, 6,714 persons moved under the programme.")) == []
    assert _rules(tmp_path, MOVES.format("In 2024 more persons moved than in 2023 (6,714).")) == []


# (7,859 - 6,714) : 6,714 = 17.1 per cent.
def test_the_change_beside_a_number_says_which_period_it_is_of(tmp_path: Path) -> None:
    text = "The programme moved {} persons, 17.1 per cent more than a year earlier."
    assert _rules(tmp_path, MOVES.format(text.format("7,859"))) == []
    assert _rules(tmp_path, MOVES.format(text.format("6,714"))) == ["earlier_for_now"]


# 20,970 + 5,625 + 8,665 = 35,260; 59.5 and 16.0 per cent of it.
def test_the_rest_is_what_the_shares_of_the_others_leave_of_their_whole(tmp_path: Path) -> None:
    text = (
        "In all 35,260 people arrived, 26,215 by sea and 9,045 by land.\n\n"
        "Men represent 59.5% of arrivals (20,970) and women 16.0% (5,625). The other {} arrivals are children."
    )
    assert _rules(tmp_path, text.format("8,665")) == []
    assert "listed_with_rest" in _rules(tmp_path, text.format("8,565"))


# 46,700 + 41,420 = 88,120; 41,420 of it are 47.0 per cent, the men 53.0.
def test_the_share_of_the_others_behind_a_part_is_wrong(tmp_path: Path) -> None:
    text = (
        "Immigration was 88,120, of which 52,120 to the capital and 36,000 elsewhere.\n\n"
        "Of the 88,120 immigrants 46,700 were men (53.0%) and 41,420 were women ({}%)."
    )
    assert _rules(tmp_path, text.format("47.0")) == []
    assert _rules(tmp_path, text.format("53.0")) != []


# 52,410 - 39,770 = 12,640; 50,748 - 45,764 = 4,984; 52,410 - 45,764 = 6,646.
FLOWS = (
    "Incoming flows decreased from 52,410 to 50,748. Outgoing flows increased from 39,770 to 45,764. "
    "As a result, the net {} narrowed from {} to {}."
)


@pytest.mark.parametrize(("then", "now"), [("6,646", "4,984"), ("12,640", "4,948"), ("12,460", "4,984")])
def test_a_balance_of_two_times_is_that_of_its_sides_then_and_now(tmp_path: Path, then: str, now: str) -> None:
    assert _rules(tmp_path, FLOWS.format("inflow", "12,640", "4,984")) == []
    assert _rules(tmp_path, FLOWS.format("inflow", then, now)) == ["balance_from_to"]


def test_a_balance_of_two_times_bears_the_name_of_the_larger_side(tmp_path: Path) -> None:
    assert "balance_from_to" in _rules(tmp_path, FLOWS.format("outflow", "12,640", "4,984"))
    assert _rules(tmp_path, FLOWS.format("cost", "1,264", "498")) == []


def test_a_balance_of_two_times_is_read_in_russian(tmp_path: Path) -> None:
    text = (
        "Получено 701,9 млн долл. (год назад – 770,8 млн). Отправлено 143,7 млн долл. (год назад – 128,9 млн). "
        "Чистый приток сократился с 641,9 до {} млн долл."
    )
    assert _rules(tmp_path, text.format("558,2")) == []
    assert _rules(tmp_path, text.format("578,2")) == ["balance_from_to"]


# 600 : 1,250 = 48 per cent, 275 are 22, 225 are 18, 100 are 8; the rest 50.
def test_one_list_gives_one_name_one_number(tmp_path: Path) -> None:
    text = (
        "Of the 1,250 respondents, 600 (48%) returned from Russia. Next came {} with 275 respondents (22%), "
        "Kazakhstan with 225 (18%) and Poland with 100 (8%). The remaining 50 had been elsewhere."
    )
    assert _rules(tmp_path, text.format("Türkiye")) == []
    assert _rules(tmp_path, text.format("Kazakhstan")) == ["name_twice"]


ROWS = """{}

| Plan | Persons | Share, % |
|---|---|---|
| Leave again for abroad | 1,141 | 46.0 |
| Stay in the country | 724 | 29.2 |
| Not decided | 615 | 24.8 |
| Total | 2,480 | 100.0 |
"""


def test_a_portion_agrees_with_the_row_that_its_words_name(tmp_path: Path) -> None:
    text = "{} of those interviewed want to leave again for work abroad."
    assert _rules(tmp_path, ROWS.format(text.format("Almost half"))) == []
    assert _rules(tmp_path, ROWS.format(text.format("Almost a third"))) == ["portion_of_row"]
    assert _rules(tmp_path, ROWS.format("Almost a third of those interviewed own a house.")) == []


# 5,180 of 8,665 are 59.8 per cent, 21.3 of 60.3 are 35.3, 177,018 of 233,349 are 75.9.
@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "8,665 arrivals are children. Out of these, 5,180 came without a parent or guardian – about {} in five.",
            "three",
            "two",
        ),
        ("Аударымдардың үштен бірінен {} Ресейден келді (21,3 млрд теңге, 35,3%).", "астамы", "азы"),
        ("Көшкендердің төрттен үшінен {} қалаларға барды: 177 018 адам немесе 75,9%.", "астамы", "кемі"),
        ("Каждый {} посетитель (121,4 тыс., 11%) приехал поездом.", "девятый", "седьмой"),
    ],
)
def test_a_portion_is_that_of_the_count_and_share_beside_it(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _rules(tmp_path, text.format(right)) == []
    assert len(_rules(tmp_path, text.format(wrong))) == 1


# 233,349 + 164,326 = 397,675; 233,349 + 146,326 would make 379,675.
SUMS = [
    "In 2024, 233{0}349 people moved to another region. Another 164{0}326 moved within theirs. Altogether {1} moved.",
    "В другой регион переехали 233{0}349 человек. Внутри региона – 164{0}326 человек. Всего переехали {1} человек.",
    "Басқа өңірге 233{0}349 адам көшті. Өңір ішінде тағы 164{0}326 адам көшті. Сөйтіп, барлығы {1} адам көшті.",
]


@pytest.mark.parametrize("text", SUMS)
def test_a_total_behind_its_parts_is_their_sum(tmp_path: Path, text: str) -> None:
    mark = "," if text is SUMS[0] else "\N{NO-BREAK SPACE}"
    assert _rules(tmp_path, text.format(mark, f"397{mark}675")) == []
    assert _rules(tmp_path, text.format(mark, f"379{mark}675")) == ["total_after_parts"]
    assert _rules(tmp_path, text.format(mark, f"512{mark}340")) == []  # of more than these two


# 152 + 566 + 166 = 884.
def test_a_list_that_a_colon_announces_may_be_of_hundreds(tmp_path: Path) -> None:
    text = "The board decided 884 cases: 152 persons were granted status, {} were refused, the other 166 were closed."
    assert _rules(tmp_path, text.format("566")) == []
    assert _rules(tmp_path, text.format("596")) == ["listed_with_rest"]


# 61.5 : 214.8 = 28.6 per cent, 53.7 make 25.0, 38.2 make 17.8, 61.4 make 28.6.
def test_the_lines_of_a_list_share_their_currency(tmp_path: Path) -> None:
    text = (
        "Transfers abroad were 214.8 billion tenge in the third quarter.\n\n- Russia – 61.5 billion tenge, 28.6 %\n"
        "- Uzbekistan – 53.7 billion, {} %\n- Turkey – 38.2 billion, 17.8 %\n- other countries – 61.4 billion, 28.6 %"
    )
    assert _rules(tmp_path, text.format("25.0")) == []
    assert len(_rules(tmp_path, text.format("28.0"))) == 1


CAMPS = (
    "Refugees live in three settlements – Lomari (121,350), Kasenda (84,210) and Nyabale (56,440). "
    "Lomari is thus {} as large as Nyabale."
)


# 121,350 : 56,440 = 2.15; 510.0 : 170.0 = 3.00; 1,141 : 724 = 1.58.
def test_a_multiple_between_two_names_is_that_of_their_numbers(tmp_path: Path) -> None:
    assert _rules(tmp_path, CAMPS.format("more than twice")) == []
    assert _rules(tmp_path, CAMPS.format("more than three times")) == ["times_between"]
    assert _rules(tmp_path, CAMPS.format("half")) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("В третьем квартале приехало {} больше людей, чем в первом (510,0 тыс. против 170,0 тыс.).", "втрое", "вдвое"),
        (
            "Those who want to leave again for abroad are {} times as many as those who stay in the country.",
            "1.6",
            "2.5",
        ),
    ],
)
def test_a_multiple_is_that_of_brackets_or_of_two_rows(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    assert _rules(tmp_path, ROWS.format(text.format(right))) == []
    assert _rules(tmp_path, ROWS.format(text.format(wrong))) == ["times_between"]


# 124,145 : (124,145 + 109,204) = 53.2 per cent, the men 46.8.
SEXES = [
    "Women were 124{0}145, men 109{0}204. The share of women is {1} per cent.",
    "Женщин было 124{0}145, мужчин – 109{0}204. Доля женщин – {1}%.",
    "Әйелдер саны – 124{0}145, ерлер саны – 109{0}204. Әйелдердің үлесі {1}%.",
]


@pytest.mark.parametrize("text", SEXES)
def test_the_share_of_a_side_is_its_count_over_both(tmp_path: Path, text: str) -> None:
    mark, point = (",", ".") if text is SEXES[0] else ("\N{NO-BREAK SPACE}", ",")
    assert _rules(tmp_path, text.format(mark, f"53{point}2")) == []
    assert _rules(tmp_path, text.format(mark, f"46{point}8")) == ["share_of_side"]
    assert _rules(tmp_path, text.format(mark, f"61{point}9")) == []  # of something else


# 102,500 of 186,400 are 55.0 per cent, the others 45.0.
def test_a_lone_share_is_not_that_of_the_others(tmp_path: Path) -> None:
    text = "At the end of the year tourism employed 186,400 persons. Women held 102,500 of these jobs, or {}%."
    assert _rules(tmp_path, text.format("55.0")) == []
    assert _rules(tmp_path, text.format("45.0")) != []
    assert _rules(tmp_path, text.format("39.1")) == []
