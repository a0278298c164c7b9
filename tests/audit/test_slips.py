"""Slips of typing: which values one digit, two exchanged digits or a mistaken scale make out of a printed number."""

from decimal import Decimal
from random import Random

from mtm.audit.causes.slips import candidates, digit, exchange
from mtm.audit.claims import Claim
from mtm.audit.documents.piece import line_piece
from mtm.kit.intervals import Interval


def claim(text: str, scale: int = 1) -> Claim:
    made = Claim(line_piece(text, 1), 0, len(text), Decimal(text), len(text.partition(".")[2]))
    made.scale, made.exact = scale, scale == 1 and not made.decimals
    return made


def exactly(text: str) -> Interval:
    return Interval(Decimal(text), Decimal(text))


def test_one_digit_typed_differently_gives_the_value_that_is_wanted() -> None:
    assert digit(claim("1534"), exactly("1334")) == [Decimal(1334)]
    assert digit(claim("1534"), exactly("1335")) == []  # two digits differ


def test_a_rounded_number_reaches_whatever_rounds_to_it() -> None:
    # 55.8 -> 65.8, which stands for 65.75 to 65.85
    assert digit(claim("55.8"), Interval(Decimal("65.849"), Decimal("65.9"))) == [Decimal("65.8")]
    assert digit(claim("55.8"), Interval(Decimal("65.751"), Decimal("65.76"))) == [Decimal("65.8")]
    assert digit(claim("55.8"), Interval(Decimal("65.86"), Decimal("65.94"))) == []


def test_two_neighbours_exchanged_give_the_value_that_is_wanted() -> None:
    assert exchange(claim("12345"), exactly("12435")) == [Decimal(12435)]
    assert exchange(claim("12345"), exactly("14325")) == []  # not neighbours


def test_a_scaled_number_is_compared_in_units() -> None:
    # 677.3 million; 677.4 million stands for 677 350 000 to 677 450 000
    assert digit(claim("677.3", 10**6), exactly("677400000")) == [Decimal("677.4")]


def test_a_mistaken_scale_is_a_slip_too() -> None:
    assert candidates(claim("1200"), exactly("12000")) == [Decimal(12000)]


def test_no_number_begins_with_a_zero_unless_it_lies_below_one() -> None:
    assert digit(claim("17"), exactly("7")) == []
    assert digit(claim("1.7"), Interval(Decimal("0.69"), Decimal("0.71"))) == [Decimal("0.7")]


def test_what_is_found_is_what_trying_every_digit_finds() -> None:
    random = Random(5)
    for _ in range(2000):
        places, scale = random.randint(0, 2), random.choice((1, 1000))
        one = claim(f"{Decimal(random.randint(-99_999, 99_999)).scaleb(-places):f}", scale)
        low = Decimal(random.randint(-999_999, 999_999)).scaleb(-2) * scale
        there = Interval(low, low + Decimal(random.randint(0, 50_000)).scaleb(-2) * scale)

        assert digit(one, there) == [v for v in every_digit(one) if reaches(one, v, there)]


def reaches(one: Claim, value: Decimal, there: Interval) -> bool:
    own = Interval.exact(value) if one.exact else Interval.printed(value, one.decimals, one.scale)
    return own.meets(there)


def every_digit(one: Claim) -> list[Decimal]:
    text, sign = f"{abs(one.value):f}", -1 if one.value < 0 else 1
    found = []
    for index, old in enumerate(text):
        for new in "0123456789" if old != "." else "":
            leading = new == "0" and index == 0 and len(text) > 1 and text[1] != "."
            if new != old and not leading:
                found.append(sign * Decimal(text[:index] + new + text[index + 1 :]))
    return found
