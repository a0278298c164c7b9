"""Writes varied reports with known true numbers, injects one error, and knows whether the text contradicts it.

Everything here is simulated: no country ever published these numbers. The generator shares no code with the auditor.
"""
