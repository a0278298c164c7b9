"""Individual border crossings: intake, simulation, tabulations and the engines that run them.

Scope: records of single crossings become observations; no record leaves this room.
Doors: ``simulate.simulate``, ``intake.intake``, ``tabulate.tabulate``. Reference: docs/reference/tabulations.md.
"""
