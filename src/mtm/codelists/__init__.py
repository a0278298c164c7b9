"""Codelists that ship with mtm, as data: areas, dated groups, indicators, units and breakdowns.

Scope: the lists and how to load them. A workspace adds its own names, indicators and breakdowns; none of a single
country's regions or programmes stand here.
Areas follow ISO 3166-1; their names follow the United Nations (short names, UNTERM and M49) in English and Russian.
Where the United Nations write none, and in Kazakh, names are those of Unicode CLDR, adjusted to the same usage.
"""
