"""What is left of a number when its parts have been named: across sentences, in kinds, and of a group in words."""

from __future__ import annotations

import pytest

from tests.audit.notes_measure import alarms

# 173 − 104 = 69; 1,750 − 1,190 = 560; 84 − 57 = 27; 65 − 42 = 23; 2,400 − 1,368 − 288 = 744; 1,800 − 1,026 − 558 = 216;
# 2,998 − 1,121 − 1,363 = 514; 3,380 − 1,580 − 1,435 = 365; 2,472 − 1,130 − 905 = 437; 912 − 655 = 257;
# 1,340 − 790 − 385 = 165; 640 − 412 = 228; 2,260 − 1,430 − 610 = 220
SAID = [
    ("173 children left their placement. By December 104 of them had been found; 69 are still missing.", "69", "89"),
    ("We asked 1,750 people in six cities. 1,190 send money to relatives and 560 do not.", "560", "650"),
    ("84 ребёнка покинули приют. Найдены 57, судьба 27 неизвестна.", "27", "47"),
    ("65 бала тұрған жерін тастап кетті. 42 бала табылды, 23 баланың қайда екені белгісіз.", "23 ", "33 "),
    (
        "Комиссия обследовала 2 400 домов. Пригодны для жилья 1 368, нуждаются в ремонте 744, подлежат сносу 288.",
        "744",
        "944",
    ),
    ("1 800 үй тексерілді. Тұруға жарамды үй 1 026, жөндеуді қажет ететіні 558, бұзылатыны 216.", "216", "286"),
    (
        "Some 2,998 persons moved into the town and 2,886 moved out.\n\nThe wards grew.\n\nOf the newcomers 1,121 came "
        "from other municipalities of the county, 1,363 from the rest of the country and 514 from abroad.",
        "514",
        "714",
    ),
    (
        "За год в город прибыло 3 380 человек.\n\nОкраины растут.\n\nИз прибывших 1 580 – жители своей области, "
        "1 435 – других областей, 365 – из-за границы.",
        "365",
        "665",
    ),
    (
        "Бір жылда қалаға 2 472 адам келді.\n\nШеткі аудандар өсуде.\n\nКелгендердің 1 130-ы – өз облысымыздан, "
        "905-і – басқа облыстардан, 437-сі – шетелден.",
        "437",
        "737",
    ),
    ("The floods drove out 912 families. Host families took in 655, while 257 live in tents.", "257", "527"),
    ("Решения вынесены по 1 340 делам. Удовлетворено 790 ходатайств, отказано по 385, отозвано 165.", "165", "195"),
    ("Су тасқынынан 640 адам көшірілді. 412 адам туыстарын паналады, 228 адам лагерьде тұрады.", "228", "328"),
    ("The survey reached 2,260 refugees. 1,430 mean to return, 610 do not, and 220 are undecided.", "220", "270"),
    (  # 406 + 427 + 182 = 1,015
        "Опрошено 1 450 человек: 1 015 посылают деньги, 435 нет.\n\nКак часто?\n\n- каждый месяц – 406 человек;\n"
        "- несколько раз в год – 427;\n- раз в год и реже – 182.",
        "182",
        "128",
    ),
    (  # 308 + 331 + 131 = 770
        "1 100 адамның 770-і ақша жібереді.\n\nҚаншалықты жиі?\n\n- ай сайын – 308 адам;\n- жылына бірнеше рет – 331;\n"
        "- жылына бір рет не одан сирек – 131 адам.",
        "131",
        "311",
    ),
    (  # 512 + 338 + 204 = 1,054
        "The centre has 1,054 residents.\n\nLength of stay:\n\n- under three months: 512\n- 3–12 months: 338\n"
        "- over a year: 204",
        "338",
        "388",
    ),
    ("We heard 1,054 residents. 512 call home every day, 338 once a week and 204 more rarely.", "338", "388"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_a_remainder_raises_nothing_where_it_is_right(text: str, right: str, wrong: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_a_remainder_that_one_slip_has_altered_is_found(text: str, right: str, wrong: str) -> None:
    assert any(f.rule == "split_in_words" for f in alarms(text.replace(right, wrong)))


@pytest.mark.parametrize(
    "text",
    [
        # 34 more have been found than the 104 of them: other children
        "173 children left their placement last year. In the county 214 were found, 69 are still missing there.",
        "We asked 1,750 people in six cities. 1,190 send money every month and 650 once a year; others do not say.",
        "Обследовано 2 400 домов. Пригодны для жилья 1 368, нуждаются в ремонте 644, остальные ещё не описаны.",
        "Some 2,998 persons moved into the town. Of the newcomers 1,121 came from the county, 714 from abroad.",
        "Келгендердің 1 130-ы – өз облысымыздан, 905-і – басқа облыстардан. Барлығы 2 472 адам келді.",
        "The camp has 912 families. Host families took in 655 last year, while 557 live in tents elsewhere.",
    ],
)
def test_numbers_that_leave_nothing_over_in_no_words_raise_nothing(text: str) -> None:
    assert alarms(text) == []
