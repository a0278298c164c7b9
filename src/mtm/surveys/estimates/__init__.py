"""Survey estimates: what a sample says about a population, and how far it may be off.

Scope: designs (strata, clusters, finite populations), calibration, totals, means, proportions, ratios and medians by
domain with Taylor-linearised standard errors, confidence intervals, rules of publication, comparison between rounds.
Pure functions on numpy arrays; a sample without known chances is described, never given an interval.
"""
