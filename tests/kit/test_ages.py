"""Age groups in digits become codes of the SDMX list CL_AGE."""

import pytest

from mtm.kit.ages import read_age


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0-4", "Y0T4"),
        ("15 – 19 лет", "Y15T19"),
        ("5 to 9 years", "Y5T9"),
        ("65+", "Y_GE65"),
        ("65 лет и старше", "Y_GE65"),
        ("80 and over", "Y_GE80"),
        ("63 жастан асқан", "Y_GE63"),
        ("до 16 лет", "Y_LT16"),
        ("16 жасқа дейін", "Y_LT16"),
        ("under 5", "Y_LT5"),
        ("25 лет", "Y25"),
    ],
)
def test_age_groups_are_read(text, code):
    assert read_age(text) == code


@pytest.mark.parametrize("text", ["9-5", "трудоспособный", "", "15-19-20", "2023 год и"])
def test_other_texts_are_no_age_group(text):
    assert read_age(text) is None
