"""The nouns of mtm: frozen values that every stage hands to the next.

Scope: data only, standard library only. No reading, no arithmetic beyond what a value needs to describe itself.
"""
