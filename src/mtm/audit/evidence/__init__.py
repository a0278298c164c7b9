"""What speaks for and against a doubt before it is told to a reader.

Scope: broken relations of one document, weighed against the rest of the same document.
"""
