"""One report's input made by hand: the published Kazakhstan tables as observations, evaluated and composed.

Scope: for tests of compose and of the sections; the readers and layouts upstream are not used here.
"""
