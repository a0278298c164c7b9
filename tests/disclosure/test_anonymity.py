"""In a public file everyone is like at least k - 1 others, and no group of them gives an answer away."""

from collections import Counter

import pytest

np = pytest.importorskip("numpy")

from hypothesis import given, settings  # noqa: E402 - after the extra is known to be there
from hypothesis import strategies as st  # noqa: E402

from mtm.disclosure.anonymity import Anonymous, Identifier, Level, Privacy, Refused, anonymous  # noqa: E402

FIVE_TWO = Privacy(k=5, l=2, risk=0.2, removed=0.0)


def level(name, values):
    known = sorted(set(values))
    return Level(name, np.array([known.index(v) for v in values]), tuple(known))


def ages(values):
    """Years, bands of ten, bands of forty, nothing."""
    bands = [[f"{v // width * width}+" for v in values] for width in (10, 40)]
    return Identifier.of(
        "age", [level("years", [str(v) for v in values]), *(level(f"{i}", b) for i, b in enumerate(bands))]
    )


def codes(*values):
    return np.array(values)


def test_years_become_bands_of_ten_where_bands_are_enough():
    # 20, 21, … 29: each year once, the band ten times.
    found = anonymous([ages(list(range(20, 30)))], [codes(*[0, 1] * 5)], FIVE_TWO, 10)

    assert isinstance(found, Anonymous)
    assert (found.levels, found.smallest, found.least_values, found.kept.all()) == ((1,), 10, 2, True)
    assert found.risk == pytest.approx(0.1)


def test_a_band_in_which_all_answer_alike_is_coarsened_further():
    # All aged 20 say 0, those aged 30 both: five of each satisfy k, but only the band from 0 to 39 satisfies l.
    values = [20] * 5 + [30] * 5
    found = anonymous([ages(values)], [codes(*[0] * 5, *[0, 1, 0, 1, 0])], FIVE_TWO, 10)

    assert found.levels == (2,)
    assert found.least_values == 2


def test_where_everybody_answers_alike_there_is_no_file():
    assert anonymous([ages([20] * 10)], [codes(*[1] * 10)], FIVE_TWO, 10) == Refused("l", 4)


def test_who_did_not_answer_gives_nothing_away_but_counts_for_nothing():
    alike = codes(*[1] * 4, *[-1] * 6)
    nobody = codes(*[-1] * 10)

    assert anonymous([ages([20] * 10)], [alike], FIVE_TWO, 10).reason == "l"
    assert isinstance(anonymous([ages([20] * 10)], [nobody], FIVE_TWO, 10), Anonymous)


def test_a_few_who_stand_out_may_be_left_out():
    values = [20] * 99 + [95]
    rules = Privacy(k=5, l=2, risk=0.2, removed=0.01)

    found = anonymous([ages(values)], [codes(*[0, 1] * 50)], rules, 100)

    assert (found.levels, found.kept.sum(), found.kept[99]) == ((0,), 99, False)


def test_too_many_classes_are_a_risk_even_if_each_is_large_enough():
    # Two classes of five: k holds, but one in five records could be found.
    rules = Privacy(k=5, l=1, risk=0.1, removed=0.0)

    assert anonymous([ages([20] * 5 + [90] * 5)], [], rules, 10).levels == (3,)


def test_fewer_records_than_k_are_refused_and_so_are_too_many_levels_to_try():
    assert anonymous([ages([20] * 4)], [], FIVE_TWO, 4) == Refused("few")
    many = [ages(list(range(10)))] * 4
    assert anonymous(many, [codes(*[1] * 10)], Privacy(k=5, l=2, tried=20), 10).reason == "tried"


RECORDS = st.lists(
    st.tuples(st.integers(18, 70), st.sampled_from("fm"), st.sampled_from("abc")), min_size=1, max_size=60
)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_counted_by_hand_every_class_has_k_records_and_l_answers(records):
    # The oracle counts combinations of printed texts in a dictionary.
    sex = Identifier.of("sex", [level("as answered", [r[1] for r in records])])
    age = ages([r[0] for r in records])
    answers = codes(*["abc".index(r[2]) for r in records])

    found = anonymous([age, sex], [answers], FIVE_TWO, len(records))

    if isinstance(found, Anonymous):
        chosen = [one.levels[at] for one, at in zip((age, sex), found.levels, strict=True)]
        keys = [tuple(c.values[c.codes[row]] for c in chosen) for row in range(len(records))]
        assert min(Counter(keys).values()) >= 5
        assert all(len({r[2] for r, k in zip(records, keys, strict=True) if k == key}) >= 2 for key in set(keys))
    else:
        assert len(records) < 5 or len({r[2] for r in records}) < 2
