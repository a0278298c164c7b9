"""Why a relation is broken: which number is suspect, which slip made it, what it should probably be.

Scope: broken relations of one document; the sentences of findings are written elsewhere.
"""
