"""What a whole report gives for one thing: lists, pairs of then and now, wholes, series, cells, copies.

Scope: look-ups over one reading that several rules share; nothing here judges.
"""
