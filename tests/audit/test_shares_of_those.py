"""Shares whose words say of whom they are: one right and one wrong wording of each kind, in three languages."""

import pytest

from mtm.audit import audit_documents
from mtm.audit.documents import open_bytes

# text with {} for the share, the share of the whole that the words name, that of another number of the text
CASES = [
    # 287 / 820 = 35 %; 287 / 8,200 = 3.5 %
    ("All 8,200 arrivals were seen by a nurse. The other 820 were referred to a doctor, who sent 287 on to hospital; "
     "in other words, {} per cent of those referred needed it.", "35", "3.5"),
    # 336 / 960 = 35 %; 336 / 2,400 = 14 %
    ("The agency interviewed 2,400 seasonal workers: 960 women and 1,440 men. Among the women, 336 ({} per cent) had "
     "no written contract.", "35", "14"),
    # 120 / 400 = 30 %; 120 / 1,600 = 7.5 %
    ("Inspectors visited 1,600 farms. Violations were found on 400. At 120 of the farms with violations ({} per cent) "
     "wages had been withheld.", "30", "7.5"),
    # 81 / 216 = 37.5 %; 81 / 360 = 22.5 %
    ("The visa went to 360 founders. By then 216 founders had registered a company. Of those 216 companies, 81 "
     "({} per cent) had staff.", "37.5", "22.5"),
    # 1,248 / 2,080 = 60 %; 1,248 / 3,200 = 39 %
    ("The survey covered 3,200 respondents. Of all respondents, 2,080 (65 per cent) had been in the Gulf states and "
     "1,120 (35 per cent) elsewhere. Of those returning from the Gulf, 1,248, that is {} per cent, left early.",
     "60", "39"),
    # 360 / 800 = 45 %; 360 / 2,000 = 18 %
    ("We surveyed 2,000 households and 800 reported receiving remittances. {} per cent of the receiving households, "
     "or 360, spend the money on food first.", "45", "18"),
    # 390 / 975 = 40 %; 390 / 1 500 = 26 %
    ("Осенью записались 1 500 человек. Экзамен сдали 975 слушателей, причём 390 сдавших, то есть {} процентов от их "
     "числа, попросили перевести их дальше.", "40", "26"),
    # 450 / 1 800 = 25 %; 450 / 3 000 = 15 %
    ("Всего рассмотрено 3 000 заявлений, удовлетворено 1 800. Адвокаты помогали в 450 случаях, это {}% "
     "удовлетворённых заявлений.", "25", "15"),
    # 64 / 256 = 25 %; 64 / 640 = 10 %
    ("Из 640 выявленных жертв 256 — дети. Из этих детей 64, или {} процентов, возвращены родителям.", "25", "10"),
    # 325 / 500 = 65 %; 325 / 1 300 = 25 %
    ("Оралған 1 300 адамнан – 500 әйел мен 800 ер адамнан – сапар үшін қарыз екенін сұрадық. Әйелдердің 325-і, яғни "
     "сұралған әйелдердің {} пайызы, қарызы бар деді.", "65", "25"),
    # 186 / 620 = 30 %; 186 / 12 400 = 1,5 %
    ("Тізімде 12 400 медбике бар. Бір жылда 620 медбике елден кетті. Кеткендердің 186-сы, яғни {} пайызы, Германияны "
     "таңдады.", "30", "1,5"),
    # 256 / 640 = 40 %; 256 / 1 000 = 25,6 %
    ("Күзде 1 000 адам жазылды. Күзгі топтың 640-ы (64 пайызы) емтиханнан өтті. Өткендердің 256-сы, демек {} пайызы, "
     "келесі деңгейге ауысуды сұрады.", "40", "25,6"),
    # 525 / 1,050 = 50 %; 525 / 1,750 = 30 %
    ("We asked 1,750 returnees, 700 of them women and 1,050 men, about debts. 525 of the men owed money, which is {} "
     "per cent of male respondents.", "50", "30"),
    # 368 / 800 = 46 %; 368 / 2 000 = 18,4 %
    ("Ответили 1 200 мужчин и 800 женщин. Из опрошенных женщин 368 ({}%) назвали семью.", "46", "18,4"),
    # 162 / 540 = 30 %; 162 / 5 400 = 3 %
    ("Центр прошли 5 400 человек. Остальных 540 направили к врачу, который положил в больницу 162 из них: это {}% "
     "направленных.", "30", "3"),
]  # fmt: skip


def _wrong(text: str) -> list[str]:
    return [f.places[0].text for f in audit_documents([open_bytes("note.md", text.encode())]).wrong]


@pytest.mark.parametrize(("text", "own", "other"), CASES)
def test_a_share_of_those_whom_its_words_name_is_right(text: str, own: str, other: str) -> None:
    assert _wrong(text.format(own)) == []
    del other


@pytest.mark.parametrize(("text", "own", "other"), CASES)
def test_a_share_of_others_than_its_words_name_is_wrong(text: str, own: str, other: str) -> None:
    assert _wrong(text.format(other))
    del own


def test_a_list_of_countries_keeps_the_whole_that_all_its_shares_use() -> None:
    # 188,238 / 2,528,823 = 7.4 %; 98,433 / 2,528,823 = 3.9 %; 58,896 / 2,528,823 = 2.3 %
    text = (
        "Entries from all countries numbered 2,528,823. Of these, 489,018 entries were by nationals of countries "
        "outside the CIS: Poland (188,238; 7.4% of entries from all countries); India (98,433; 3.9% of entries from "
        "all countries); China (58,896; 2.3% of entries from all countries)."
    )
    assert _wrong(text) == []


@pytest.mark.parametrize("verb", ["were granted", "came from abroad"])
def test_some_of_these_are_no_whole(verb: str) -> None:
    # 2 223 / 18 954 = 11.7 %
    text = f"In 2023 there were 18,954 applications. Of these 2,223 {verb}, or 11.7%."
    assert _wrong(text) == []
    assert _wrong(text.replace("11.7", "13.7")) == ["13.7%"]
