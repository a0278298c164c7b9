"""Endings of Kazakh nouns that say from where, or from what, something is told.

Scope: the ablative in its six written forms.
"""

ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")

# "one more than that": the pronoun stands for what was said before, not for the number in front of it
THAN_THAT = frozenset(("одан", "содан", "бұдан", "осыдан", "олардан", "солардан", "бұлардан", "мұнан", "онан"))

__all__ = ["ABLATIVE", "THAN_THAT"]
