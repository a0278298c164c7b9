"""Why a broken relation was not believed: the reasons, as the coverage gives them.

Scope: the words alone; which of them fits is decided in ``sifting``.
"""

TWICE_CONFIRMED = "two numbers, each confirmed by others"
TWO_QUANTITIES = "not said to be the same quantity"
OTHER_TOTAL = "the parts equal another total"
OTHER_WHOLE = "the share fits another whole of its list or table"
FEW = "too few rows or items keep the same reading"
UNEXPLAINED = "no slip explains the gap, and the list may be read otherwise"
OTHER_PERIOD = "the period may belong to another number of its sentence"
NAMES = "the list does not keep the order of the table"
NAMELESS = "a table row without a name"
OTHER_CHANGE = "the word agrees with another change"
APART = "inflow and outflow are not named beside the balance"
