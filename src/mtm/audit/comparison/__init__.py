"""Several files of one report beside each other: languages of one edition, or drafts in one language.

Scope: readings to pairs of numbers and words that should say the same. Documents are aligned by what they share: first
by numbers that occur once, then by the order of the text, then by structure where there are no numbers. Which of two
files is right is left open, unless a third one decides.
"""
