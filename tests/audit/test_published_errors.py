"""One slip in passages built as published releases are: each structure once hid a slip in a real text.

A case gives a true passage and one replacement that makes it false. The working stands above the case.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from mtm.audit import audit


class Slip(NamedTuple):
    """A true passage, the words that are replaced, and by what."""

    text: str
    right: str
    wrong: str


# 47.6 / 46.0 = 1.0348; the values of the sentences around it fit any rate
TENTHS = (
    "Transfers for the first nine months reached $52.1 billion, a 2.2 percent growth.\n\n"
    "In May they totalled $5.6 billion, higher by 8 percent from $5.2 billion a year ago.\n\n"
    "From January to September bank transfers reached $47.6 billion, or a 3.5 percent increase compared to the $46.0 "
    "billion registered in the same period of 2011.\n\nBy June they had grown by 3.0 percent to $30.4 billion."
)
# 3.18 / 3.11 = 1.0225
HIGHER = "Transfers of nurses rose to US$3.18 billion, 2.3 percent higher than US$3.11 billion recorded in May 2011."
# 14,280 / 13,860 = 1.0303
SETTLERS = (
    "A total of 14,280 people who meant to settle in the country arrived in May 2009. This is up 3 per cent on last "
    "year's recorded number of 13,860."
)
# 47.2 - 43.9 = 3.3
ROUND_MILLIONS = (
    "By the end of the year 47.2 million persons were displaced. This is 3.3 million more than the previous year (43.9 "
    "million)."
)
# 91,204 / 124,310 = 0.7337
FIGURE = (
    "According to the bureau, 124,310 women workers went abroad in 2015. This figure dropped to 91,204 in 2016, "
    "marking a 27 per cent decline."
)
# 7,12,408 / 5,03,114 = 1.4160: seven hundred thousand and five hundred thousand
LAKHS = "As many as 7,12,408 people went abroad for work in 2012 against 5,03,114 in 2011. This shows 41.6pc growth."
# 912 + 640 + 488 + 160 = 2,200; of 2,200: 41, 29, 22 and 7 per cent
REASONS = (
    "Between 3 and 9 May 2011, a total of 2,200 new arrivals were recorded. Assessments identified these triggers: "
    "poor living conditions (912 individuals or 41%), farming (640 individuals or 29%), fear of attack (488 "
    "individuals or 22%) and family matters (160 individuals or 7%)."
)
# 24,750 of 902,310 + 24,750 = 927,060 are 2.67 %
ROUND = (
    "- As of 30 April 2012, the tracking identified 902,310 displaced persons (151,390 households).\n"
    "- Decrease of 24,750 displaced persons since the previous round (-2.7%)."
)
# 31,402 + 18,207 = 49,609
THIRD = (
    "A total of 49,609 people settled in the country between January and June. While 31,402 people came from the EU, a "
    "decrease of 1.3%, immigration from third countries fell by 2.8% to 18,207."
)
# 13.2 / 15.0 = 88.0 %
QUOTA = "В 2016 году выдали 13,2 тыс. разрешений, что составило 88,0% от распределенной квоты (15,0 тыс.)."
# 58.4 + 27.3 + 14.3 = 100
AGES = (
    "Число переселенцев трудоспособного возраста составляет 58,4%, 27,3% моложе трудоспособного возраста и 14,3% – "
    "пенсионеры."
)
# 8,104 - 13,420 = -5,316
MOVED = (
    "2012 жылдың қаңтар-маусым айларында елге 8 104 адам келсе, елден 13 420 адам кеткен. Осылайша, көші-қон сальдосы "
    "5 316 адамды құрады."
)
# 6,912 + 6,493 = 13,405
CHILDREN = "Өткен 9 айда облыста 13405 сәби дүниеге келген. Оның 6912-сі — ұл, 6493-і — қыз."
# 31,407 + 603 + 34 = 32,044
OF_WHICH = (
    "Өткен жылы облысқа келген халықтың саны 32 044 адамды құрады, оның 31 407 – басқа облыстардан, 603 – көрші "
    "елдерден, 34 адам – алыс шет елдерден келгендер."
)
# 41.9 + 36.4 = 78.3
GROWTH = (
    "Былтырғы тоқсанмен салыстырғанда жұмыс істейтіндер 78,3 мың адамға өсті, оның ішінде жалдамалы қызметкерлер – "
    "41,9 мың адам, өзін-өзі қамтығандар – 36,4 мың адам."
)
# 1,127.0 + 1,514.0 = 2,641.0 and so on; then another group of rows begins
COLUMNS = (
    "| Показатели | 2005 г. | 2006 г. | 2007 г. | 2008 г. |\n|---|---|---|---|---|\n| Население, тыс. | | | | |\n"
    "| Всего | 2641,0 | 2658,6 | 2687,8 | 2702,8 |\n| городское | 1127,0 | 1132,5 | 1142,0 | 1147,0 |\n"
    "| сельское | 1514,0 | 1526,1 | 1545,8 | 1555,8 |\n| Ожидаемая продолжительность жизни, лет | | | | |\n"
    "| мужчины | 69,1 | 69,1 | 70,2 | 69,2 |\n| женщины | 77,3 | 77,3 | 78,1 | 77,4 |"
)
SLIPS = {
    "two sums of one sentence are not excused by those of others": Slip(TENTHS, "a 3.5 percent", "a 5.3 percent"),
    "so much higher than a sum": Slip(HIGHER, "2.3 percent", "3.2 percent"),
    "so much higher, said lower": Slip(HIGHER, "2.3 percent higher", "2.3 percent lower"),
    "up on last year's number": Slip(SETTLERS, "up 3 per cent", "up 13 per cent"),
    "up on last year's number, said down": Slip(SETTLERS, "up 3 per cent", "down 3 per cent"),
    "more than the previous year in brackets": Slip(ROUND_MILLIONS, "3.3 million more", "6.3 million more"),
    "this figure of the next year": Slip(FIGURE, "a 27 per cent", "a 37 per cent"),
    "lakhs": Slip(LAKHS, "41.6pc", "46.1pc"),
    "a total before its reasons": Slip(REASONS, "a total of 2,200", "a total of 2,020"),
    "the round before, in another item": Slip(ROUND, "(-2.7%)", "(-3.2%)"),
    "third countries beside the EU": Slip(THIRD, "31,402 people", "34,102 people"),
    "a quota in brackets (ru)": Slip(QUOTA, "88,0%", "80,8%"),
    "three ages (ru)": Slip(AGES, "58,4%", "54,8%"),
    "so many came, so many left (kk)": Slip(MOVED, "5 316", "5 613"),
    "boys and girls (kk)": Slip(CHILDREN, "6493-і", "6943-і"),
    "a part larger than its total (kk)": Slip(OF_WHICH, "31 407", "34 107"),
    "the parts of a growth (kk)": Slip(GROWTH, "36,4 мың", "34,6 мың"),
    "a total over the first rows of a table (ru)": Slip(COLUMNS, "1142,0", "1412,0"),
}


def _wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "release.md"
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return [p.text for f in audit([path]).wrong for p in f.places]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_the_true_passage_raises_no_alarm(tmp_path: Path, slip: Slip) -> None:
    assert _wrong(tmp_path, slip.text) == []


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_in_published_wording_is_found(tmp_path: Path, slip: Slip) -> None:
    assert slip.text.count(slip.right) == 1
    assert _wrong(tmp_path, slip.text.replace(slip.right, slip.wrong)) != []
