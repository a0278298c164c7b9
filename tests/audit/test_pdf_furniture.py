"""Running heads and feet go, sentences stay, however often a report repeats them."""

from __future__ import annotations

from tests.audit.pages_of_prose import made, prose, read

BREAK = "\n#pagebreak()\n"
PAGE = "width: 15cm, height: 10cm, margin: 1.5cm"
CLAIM = "The number of arrivals rose to 1,234 persons in the quarter, which is 5.2 per cent more than before."


def test_a_sentence_that_every_page_repeats_is_kept_on_every_page() -> None:
    pages = [f"= Region {name}\n{CLAIM}\n\n{CLAIM}" for name in "ABCD"]

    assert prose(read(made(BREAK.join(pages), PAGE))).count("1,234") == 8


def test_pages_that_hold_one_sentence_each_are_not_emptied() -> None:
    assert prose(read(made(BREAK.join([CLAIM] * 4), PAGE))).count("1,234") == 4


def test_lines_that_are_alike_but_for_their_numbers_are_kept() -> None:
    gap = "\n\n#v(1cm)\n\n"
    pages = [f"Arrivals: 1,23{n}{gap}Departures: 2,34{n}{gap}Balance: −1,11{n}{gap}Text about {n}." for n in range(4)]
    text = prose(read(made(BREAK.join(pages), PAGE)))

    assert [f"1,23{n}" in text and f"2,34{n}" in text and f"1,11{n}" in text for n in range(4)] == [True] * 4


def test_running_heads_with_the_number_of_the_page_and_of_the_chapter_go() -> None:
    head = "header: context [#counter(page).display(n => [#calc.quo(n, 3) Movements 2024]) #h(1fr) Issue 7]"
    foot = "footer: context [Page #counter(page).display() of 5]"
    pages = [f"Text of page {name} says that many persons came to the country." for name in "ABCDE"]
    text = prose(read(made(BREAK.join(pages), f"{PAGE}, {head}, {foot}")))

    assert text == " ".join(pages)


def test_a_running_head_that_states_a_number_is_read_once() -> None:
    head = "header: [The data are those known to the agencies on 17 May 2024, 214 days after the cut-off.]"
    pages = [f"Text of page {name} says that many persons came to the country. " * 6 for name in "ABCDE"]
    text = prose(read(made(BREAK.join(pages), f"{PAGE}, {head}")))

    assert text.count("214 days") == 1
