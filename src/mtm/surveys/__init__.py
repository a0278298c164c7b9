"""Field data: questionnaires, what was answered, how good it is, and what it says about the population.

Scope: forms, intake, rounds on disk, quality, estimation. Files come in as cells or columns that a door has read.
Libraries of the extra ``survey`` are imported where they are used.
"""
