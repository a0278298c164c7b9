"""Deliveries that mtm makes itself from individual records: tidy CSV files of observations, written and read back.

Scope: the way from tabulations of crossings and estimates of surveys into the matrix. A door calls ``write``, which
puts a file into the workspace's inbox; a later build calls ``read`` for every file of a source that says ``derived:
true``, so that a printed number ends at a line of that file, and the line's attributes say what it was computed from.
A tidy file is input like any other: whoever changed it by hand or made it elsewhere, it is checked, and nothing in it
is guessed.
"""

from mtm.derived.reading import read
from mtm.derived.writing import render, write

__all__ = ["read", "render", "write"]
