"""Pages of ordinary report prose in three languages for the auditor's speed: no two pages are alike.

Sentences are put together from parts; numbers, years, countries and made-up names of places differ from sentence to
sentence, so that nothing can be gained by remembering a text. With numbers a page of 3,000 characters holds about two
dozen of them; without, none.
"""

from __future__ import annotations

from random import Random

PAGE = 3000
PLAIN = {
    "en": (
        (
            "Interviews with officials",
            "The regional programme",
            "Civil society groups in {place}",
            "Local offices near {place}",
            "The coordination council",
            "A working group of the ministry",
            "Several border communities",
            "The new legal framework",
            "Returning workers",
            "Employers in the construction sector",
        ),
        (
            "show that",
            "have argued for years that",
            "still suggest that",
            "confirm, with some reservations, that",
            "make it clear that",
        ),
        (
            "coordination remains the main difficulty",
            "local staff lack training and equipment",
            "most families prefer to stay close to their relatives",
            "the exchange of information between agencies is slow",
            "housing near the {place} crossing has become expensive",
            "recognition of diplomas takes too long",
            "seasonal work follows the harvest",
            "schools have adapted to pupils who speak another language",
            "the register is not updated when people move away",
        ),
        (
            "",
            ", although the situation differs between districts",
            ", and the authorities in {place} intend to respond",
            ", while partners wait for a decision",
            ", which the draft strategy already takes into account",
            " because the budget has not been approved",
        ),
    ),
    "ru": (
        (
            "Беседы с сотрудниками",
            "Региональная программа",
            "Общественные организации города {place}",
            "Местные отделения близ села {place}",
            "Координационный совет",
            "Рабочая группа министерства",
            "Жители приграничных посёлков",
            "Новое законодательство",
            "Вернувшиеся работники",
            "Работодатели строительной отрасли",
        ),
        (
            "показывают, что",
            "давно исходят из того, что",
            "по-прежнему указывают на то, что",
            "с оговорками подтверждают, что",
            "дают понять, что",
        ),
        (
            "главной трудностью остаётся согласование",
            "сотрудникам на местах не хватает подготовки и оборудования",
            "большинство семей предпочитает жить рядом с родственниками",
            "обмен сведениями между ведомствами идёт медленно",
            "жильё у перехода {place} подорожало",
            "признание дипломов занимает слишком много времени",
            "сезонная работа следует за уборкой урожая",
            "школы приспособились к ученикам, говорящим на другом языке",
            "реестр не обновляется, когда люди уезжают",
        ),
        (
            "",
            ", хотя положение в районах различается",
            ", и власти города {place} намерены принять меры",
            ", а партнёры ждут решения",
            ", что уже учтено в проекте стратегии",
            ", поскольку бюджет не утверждён",
        ),
    ),
    "kk": (
        (
            "Қызметкерлермен әңгімелер",
            "Өңірлік бағдарлама",
            "{place} қаласының қоғамдық ұйымдары",
            "{place} маңындағы жергілікті бөлімдер",
            "Үйлестіру кеңесі",
            "Министрліктің жұмыс тобы",
            "Шекара маңындағы ауыл тұрғындары",
            "Жаңа заңнама",
            "Оралған жұмысшылар",
            "Құрылыс саласының жұмыс берушілері",
        ),
        ("былай дейді:", "көптен бері айтып келеді:", "әлі де көрсетеді:", "ескертпемен растайды:", "түсіндіреді:"),
        (
            "басты қиындық келісуде қалып отыр",
            "жергілікті қызметкерлерге дайындық пен жабдық жетпейді",
            "отбасылардың көбі туыстарына жақын тұруды қалайды",
            "ведомстволар арасында ақпарат алмасу баяу жүреді",
            "{place} өткелінің маңында тұрғын үй қымбаттады",
            "дипломдарды тану ұзаққа созылады",
            "маусымдық жұмыс егін жинаумен бірге жүреді",
            "мектептер басқа тілде сөйлейтін оқушыларға бейімделді",
            "адамдар көшіп кеткенде тізілім жаңартылмайды",
        ),
        (
            "",
            ", бірақ аудандардағы жағдай әртүрлі",
            ", ал {place} әкімдігі шара қолданбақ",
            ", әріптестер шешім күтіп отыр",
            ", бұл стратегия жобасында ескерілген",
            ", себебі бюджет бекітілмеген",
        ),
    ),
}
NUMBERED = {
    "en": (
        "In {year} the office in {place} registered {count} applications, of which {rate} per cent were approved.",
        "About {count} people took part in the survey of {month} {year}, mostly citizens of {country}.",
        "The project cost USD {money} million and covered {small} districts ({rate}%) around {place}.",
        "Since {year} the share of women among those who came from {country} has stayed near {rate} per cent.",
        "By the end of {year}, {count} permits had been issued to workers from {country} and {count} to others.",
        "Table {small} of the annex lists {small} settlements with fewer than {count} inhabitants.",
        "Remittances sent to {country} reached USD {money} million in the second quarter of {year}.",
    ),
    "ru": (
        "В {year} году отделение города {place} приняло {count} заявлений, из них одобрено {rate} %.",
        "В опросе за {month} {year} года участвовало около {count} человек, главным образом граждане {country}.",
        "Проект обошёлся в {money} млн долл. США и охватил {small} районов ({rate} %) вокруг села {place}.",
        "С {year} года доля женщин среди прибывших из {country} держится около {rate} %.",
        "К концу {year} года работникам из {country} выдано {count} разрешений, остальным — {count}.",
        "В таблице {small} приложения названы {small} посёлков, где живёт менее {count} человек.",
        "Переводы в {country} достигли {money} млн долл. США во втором квартале {year} года.",
    ),
    "kk": (
        "{year} жылы {place} бөлімі {count} өтініш қабылдады, оның {rate} пайызы мақұлданды.",
        "{year} жылғы {month} айындағы сауалнамаға шамамен {count} адам қатысты, көбі {country} азаматтары.",
        "Жоба {money} млн АҚШ долларына түсті және {place} маңындағы {small} ауданды ({rate} %) қамтыды.",
        "{year} жылдан бері {country} елінен келгендер арасында әйелдердің үлесі {rate} пайызға жуық.",
        "{year} жылдың соңына дейін {country} жұмысшыларына {count} рұқсат, басқаларға {count} рұқсат берілді.",
        "Қосымшаның {small}-кестесінде {count} адамнан аз тұратын {small} ауыл аталған.",
        "{country} еліне жіберілген аударымдар {year} жылғы екінші тоқсанда {money} млн АҚШ долларына жетті.",
    ),
}
COUNTRIES = {
    "en": ("Uzbekistan", "Kyrgyzstan", "Tajikistan", "Türkiye", "Germany", "the Russian Federation", "India", "Poland"),
    "ru": ("Узбекистана", "Кыргызстана", "Таджикистана", "Турции", "Германии", "Беларуси", "Индии", "Польши"),
    "kk": ("Өзбекстан", "Қырғызстан", "Тәжікстан", "Түркия", "Германия", "Ресей", "Үндістан", "Польша"),
}
MONTHS = {
    "en": ("January", "March", "May", "July", "September", "November"),
    "ru": ("январь", "март", "май", "июль", "сентябрь", "ноябрь"),
    "kk": ("қаңтар", "наурыз", "мамыр", "шілде", "қыркүйек", "қараша"),
}
SYLLABLES = {
    "en": ("ba", "ren", "tal", "mo", "shi", "kur", "dal", "vin", "so", "gar"),
    "ru": ("ба", "рен", "тал", "мо", "ши", "кур", "дал", "вин", "со", "гар"),
    "kk": ("ба", "рең", "тал", "мо", "шы", "құр", "дал", "бін", "со", "ғар"),
}
NUMBERED_SENTENCES = 0.4  # of all: two dozen numbers a page


def pages(count: int, language: str, seed: int, numbers: bool = True) -> str:
    """So many pages of prose; another seed gives another text."""
    random = Random(f"{seed} {language} {numbers}")
    found: list[str] = []
    length = 0
    while length < count * PAGE:
        sentences = [_sentence(random, language, numbers) for _ in range(random.randint(3, 7))]
        found.append(" ".join(sentences))
        length += len(found[-1]) + 2
    return "\n\n".join(found)[: count * PAGE]


def _sentence(random: Random, language: str, numbers: bool) -> str:
    if numbers and random.random() < NUMBERED_SENTENCES:
        parts = random.choice(NUMBERED[language]).split("{count}")
        template = "".join(part + _count(random, language) for part in parts[:-1]) + parts[-1]
    else:
        template = "".join(
            (" " if at in (1, 2) else "") + random.choice(part) for at, part in enumerate(PLAIN[language])
        )
        template += "."
    mark = "." if language == "en" else ","
    return template.format(
        place="".join(random.choice(SYLLABLES[language]) for _ in range(3)).capitalize(),
        country=random.choice(COUNTRIES[language]),
        month=random.choice(MONTHS[language]),
        year=random.randint(2012, 2024),
        small=random.randint(2, 48),
        rate=f"{random.randint(3, 96)}{mark}{random.randint(0, 9)}",
        money=f"{random.randint(3, 900)}{mark}{random.randint(0, 9)}",
    )


def _count(random: Random, language: str) -> str:
    group = "," if language == "en" else "\u00a0"
    return f"{random.randint(130, 90_000):,}".replace(",", group)
