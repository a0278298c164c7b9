"""Whole numbers below one hundred in words, as prose writes percentages: English, Russian (masculine), Kazakh."""

from __future__ import annotations

ONES = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "ru": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "kk": "нөл бір екі үш төрт бес алты жеті сегіз тоғыз",
}
TENS = {
    "en": "- ten twenty thirty forty fifty sixty seventy eighty ninety",
    "ru": "- десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "kk": "- он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан",
}


def in_words(value: int, language: str) -> str:
    """The number in words from 0 to 99, any other in digits."""
    ones, tens = ONES[language].split(), TENS[language].split()
    if value < len(ones):
        return ones[value]
    glue = "-" if language == "en" else " "
    if not 0 <= value < 100:
        return str(value)  # an altered share may leave the range that words cover
    return tens[value // 10] + (glue + ones[value % 10] if value % 10 else "")
