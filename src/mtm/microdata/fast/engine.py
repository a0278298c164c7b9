"""The fast engine: which tabulations have a pass; the others run on DuckDB.

Scope: a pass is a function (dataset, parameters) -> rows, or blocks of rows that are yet to be put in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mtm.microdata.dataset import Dataset
from mtm.microdata.engines import Engine, Row
from mtm.microdata.fast import counting, distinct, linking, memory
from mtm.microdata.fast.rows import Block, Rows, assembled
from mtm.microdata.parameters import Parameters


class Fast:
    """Runs the tabulations that have a pass, hands the others to what ``rest`` opens; may keep what it has counted."""

    def __init__(self, rest: Callable[[], Engine], remember: bool = False) -> None:
        self.rest, self.remember = rest, remember

    def run(self, name: str, dataset: Dataset, parameters: Parameters) -> Sequence[Row]:
        """The rows of one tabulation, in order."""
        if name not in PASSES or parameters.last_day(dataset) < dataset.first_day:
            return self.rest().run(name, dataset, parameters)
        if self.remember:
            memory.begin(dataset)
        found = PASSES[name](dataset, parameters)
        return found if isinstance(found, Rows) else assembled(found)


PASSES: dict[str, Callable[[Dataset, Parameters], list[Block] | Rows]] = {
    "circularity": linking.circularity,
    "corridors": linking.corridors,
    "crossings": counting.crossings,
    "crossings_by_point": counting.crossings_by_point,
    "daily_presence": linking.daily_presence,
    "match_rates": linking.match_rates,
    "migrants": linking.migrants,
    "origins_by_point": counting.origins_by_point,
    "overstays": linking.overstays,
    "persons": distinct.persons,
    "presence": linking.presence,
    "seasonality": counting.seasonality,
    "stay_lengths": linking.stay_lengths,
    "stays": linking.stays,
    "stock": linking.stock,
}
