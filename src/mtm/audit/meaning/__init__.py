"""What the sentences and tables of a report say of their numbers: name, period, side, role, direction.

Scope: one sentence, list or table at a time; ``reading`` puts the whole document together.
"""
