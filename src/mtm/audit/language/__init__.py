"""What words, numbers and periods of running text mean, in English, Russian and Kazakh.

Scope: one token, number or period at a time; sentences as runs of tokens. Nothing here knows what a number is of.
"""
