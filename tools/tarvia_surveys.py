"""Make the simulated surveys of the example country Tarvia: python tools/tarvia_surveys.py [folder of the workspace].

Scope: forms and raw answers; plans and round files are written by hand and stay as they are. The answers are drawn from
a population whose truth is known (mtm.surveys.simulated), and everything says that it is simulated.
"""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import xlsxwriter

from mtm.survey_files import form_for_use
from mtm.surveys import simulated
from mtm.surveys.rounds import RAW, write_tables
from mtm.surveys.simulated import COPING, DOMAINS, People

HOME = Path(__file__).parents[1] / "examples" / "tarvia"
SEED = 20241
LANGUAGES = ("English (en)", "Русский (ru)", "Қазақша (kk)")
REGIONS = {
    "TA-01": ("Northmoor", "Нортмур", "Нортмур"),
    "TA-02": ("Highfell", "Хайфелл", "Хайфелл"),
    "TA-03": ("Lakeside", "Лейксайд", "Лейксайд"),
    "TA-04": ("Westmark", "Вестмарк", "Вестмарк"),
    "TA-05": ("Tarvia City", "Город Тарвия", "Тарвия қаласы"),
    "TA-06": ("Eastmark", "Истмарк", "Истмарк"),
    "TA-07": ("Southvale", "Саутвейл", "Саутвейл"),
    "TA-08": ("Harbour", "Харбор", "Харбор"),
}
Texts = tuple[str, str, str]
LISTS: dict[str, dict[str, Texts]] = {
    "region": REGIONS,
    "yesno": {"yes": ("Yes", "Да", "Иә"), "no": ("No", "Нет", "Жоқ")},
    "sex": {"F": ("Woman", "Женщина", "Әйел"), "M": ("Man", "Мужчина", "Ер")},
    "sector": {
        "construction": ("Construction", "Строительство", "Құрылыс"),
        "trade": ("Trade", "Торговля", "Сауда"),
        "farming": ("Farming", "Сельское хозяйство", "Ауыл шаруашылығы"),
        "services": ("Services", "Услуги", "Қызмет көрсету"),
    },
    "ease": {
        "none": ("No difficulty", "Нет трудностей", "Қиындық жоқ"),
        "some": ("Some difficulty", "Некоторые трудности", "Біраз қиындық бар"),
        "a_lot": ("A lot of difficulty", "Большие трудности", "Қатты қиындық бар"),
        "cannot": ("Cannot do it at all", "Совсем не могу", "Мүлде істей алмаймын"),
    },
}
WORKING = "${employed} = 'yes'"
YESNO = "select_one yesno"
WORKER: list[tuple[str, str, Texts, str]] = [
    ("select_one region", "region", ("Region", "Регион", "Өңір"), ""),
    ("select_one sex", "sex", ("Sex", "Пол", "Жынысы"), ""),
    (YESNO, "employed", ("Did you work for pay in the last month?", "Работали ли вы за плату в последний месяц?",
     "Соңғы айда ақыға жұмыс істедіңіз бе?"), ""),
    ("select_one sector", "sector", ("In which sector?", "В какой сфере?", "Қай салада?"), WORKING),
    (YESNO, "no_contract", ("Do you work without a written contract?", "Работаете ли вы без письменного договора?",
     "Жазбаша шартсыз жұмыс істейсіз бе?"), WORKING),
    (YESNO, "wages_withheld", ("Were wages withheld from you in the last twelve months?",
     "Удерживали ли у вас заработок за последние двенадцать месяцев?",
     "Соңғы он екі айда жалақыңызды ұстап қалды ма?"), WORKING),
    (YESNO, "passport_kept", ("Does your employer keep your passport?", "Хранится ли ваш паспорт у работодателя?",
     "Паспортыңызды жұмыс беруші ұстап отыр ма?"), WORKING),
    (YESNO, "no_documents", ("Do you lack a document that you need to stay?",
     "Не хватает ли вам документа, нужного для пребывания?", "Болу үшін қажет құжатыңыз жетіспей ме?"), ""),
    (YESNO, "no_health_access", ("Could you not see a doctor when you needed one, in the last twelve months?",
     "Было ли за последние двенадцать месяцев, что вы не смогли попасть к врачу?",
     "Соңғы он екі айда қажет кезде дәрігерге бара алмаған кезіңіз болды ма?"), ""),
    (YESNO, "crowded_housing", ("Do more than three people sleep in your room?",
     "Спят ли в вашей комнате больше трех человек?", "Бөлмеңізде үш адамнан көп ұйықтай ма?"), ""),
    (YESNO, "debt", ("Does your household owe money that it cannot pay back on time?",
     "Есть ли у вашей семьи долги, которые она не может вернуть в срок?",
     "Отбасыңыздың мерзімінде қайтара алмайтын қарызы бар ма?"), ""),
    (YESNO, "discriminated", ("Were you treated worse because you are a migrant, in the last twelve months?",
     "Относились ли к вам за последние двенадцать месяцев хуже из-за того, что вы мигрант?",
     "Соңғы он екі айда мигрант болғаныңыз үшін сізге жаман қарады ма?"), ""),
    ("decimal", "earnings", ("Earnings in the last month", "Заработок за последний месяц",
     "Соңғы айдағы жалақы"), WORKING),
    ("decimal", "recruitment_fee", ("Cost of getting this job", "Расходы на получение этой работы",
     "Осы жұмысқа орналасуға кеткен шығын"), WORKING),
    *(("select_one ease", name, words, "") for name, words in zip(DOMAINS, (
        ("Difficulty seeing", "Трудности со зрением", "Көрудегі қиындық"),
        ("Difficulty hearing", "Трудности со слухом", "Естудегі қиындық"),
        ("Difficulty walking", "Трудности с ходьбой", "Жүрудегі қиындық"),
        ("Difficulty remembering", "Трудности с памятью", "Есте сақтаудағы қиындық"),
        ("Difficulty with self-care", "Трудности с уходом за собой", "Өзіне қараудағы қиындық"),
        ("Difficulty communicating", "Трудности с общением", "Қарым-қатынастағы қиындық"),
    ), strict=True)),
    *(("integer", name, words, "") for name, words in zip(COPING, (
        ("Days of less preferred food, of the last seven", "Дней с менее желанной едой, из последних семи",
         "Соңғы жеті күннің ішінде қалаусыз тамақ ішілген күндер"),
        ("Days of borrowed food", "Дней с едой в долг", "Қарызға алынған тамақпен өткен күндер"),
        ("Days of smaller portions", "Дней с уменьшенными порциями", "Порция азайтылған күндер"),
        ("Days of fewer meals", "Дней с меньшим числом приемов пищи", "Тамақтану азайған күндер"),
        ("Days when adults ate less for the children", "Дней, когда взрослые ели меньше ради детей",
         "Ересектер балалар үшін аз жеген күндер"),
    ), strict=True)),
    ("calculate", "weight", ("Weight", "Вес", "Салмақ"), ""),
]  # fmt: skip
BASELINE: list[tuple[str, str, Texts, str]] = [
    ("select_one region", "region", ("Region", "Регион", "Өңір"), ""),
    ("integer", "migrants", ("How many migrants live in this settlement now?",
     "Сколько мигрантов живет сейчас в этом населенном пункте?", "Қазір осы елді мекенде қанша мигрант тұрады?"), ""),
]  # fmt: skip


def main(home: Path) -> None:
    people = simulated.people(SEED)
    worker, baseline = home / "surveys" / "worker-survey", home / "surveys" / "baseline-assessment"
    write_form(worker / "form.xlsx", "worker_survey", "Survey of migrant workers (simulated)", WORKER)
    write_form(baseline / "form.xlsx", "baseline_assessment", "Baseline assessment (simulated)", BASELINE)
    for name, seed in (("2023-10", 2023), ("2024-10", 2024)):
        put(worker, name, simulated.table(earlier(people) if name < "2024" else people, simulated.draw(people, seed)))
    put(baseline, "2024-10", informants(people))


def earlier(people: People) -> People:
    """A year before, more people were in debt; everything else was the same."""
    random = np.random.default_rng(SEED)
    debt = np.where(random.random(people.size) < 0.25, "yes", people.answers["debt"])
    return People(people.region, people.settlement, {**people.answers, "debt": debt})


def informants(people: People) -> pa.Table:
    """Key informants of every settlement say how many migrants live there, to the nearest ten, and err by a fifth."""
    random = np.random.default_rng(SEED)
    places, first, true = np.unique(people.settlement, return_index=True, return_counts=True)
    told = np.maximum(np.round(true * np.exp(random.normal(0, 0.2, len(true))) / 10), 1).astype(int) * 10
    states = pa.array(np.zeros(len(places), np.int8))
    return pa.table(
        {
            "_id": [f"place-{n:03d}" for n in places.tolist()],
            "_outcome": pa.array(["complete"] * len(places)).dictionary_encode(),
            "_site": pa.array([f"S{n:03d}" for n in places.tolist()]).dictionary_encode(),
            "region": pa.array(people.region[first].tolist()).dictionary_encode(),
            "region?": states,
            "migrants": pa.array(told.tolist()),
            "migrants?": states,
        }
    )


def put(instrument: Path, name: str, table: pa.Table) -> None:
    folder = instrument / "rounds" / name / RAW
    shutil.rmtree(folder, ignore_errors=True)
    write_tables(folder, {"interviews": table}, form_for_use(instrument / "form.xlsx"))


def write_form(path: Path, form_id: str, title: str, questions: Sequence[tuple[str, str, Texts, str]]) -> None:
    """An XLSForm in three languages; the same questions give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)})
    labels = [f"label::{language}" for language in LANGUAGES]
    sheets = {
        "survey": [["type", "name", *labels, "relevant", "calculation"], *_survey(questions)],
        "choices": [["list_name", "name", *labels], *_choices(questions)],
        "settings": [["form_id", "form_title", "version", "default_language"],
                     [form_id, title, "2024-01", LANGUAGES[0]]],
    }  # fmt: skip
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    book.close()


def _survey(questions: Sequence[tuple[str, str, Texts, str]]) -> Iterator[list[str]]:
    for kind, name, labels, relevant in questions:
        yield [kind, name, *labels, relevant, "1" if kind == "calculate" else ""]


def _choices(questions: Sequence[tuple[str, str, Texts, str]]) -> Iterator[list[str]]:
    used = {kind.partition(" ")[2] for kind, *_ in questions}
    for list_name, choices in LISTS.items():
        if list_name in used:
            yield from ([list_name, name, *labels] for name, labels in choices.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
