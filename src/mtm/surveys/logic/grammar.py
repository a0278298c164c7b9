"""Whether a condition is XPath at all, whatever mtm can make of it.

Scope: grammar alone. What a server or a phone does with a condition that is no XPath is to refuse the form or to stop
in the field; what is XPath but beyond ``expression`` only keeps mtm from telling a skipped question from a blank one.
Source: XPath 1.0 as libxml2 reads it; ``${question}`` stands for a path.
"""

from __future__ import annotations

import re

_ANSWER = re.compile(r"\$\{\s*(?:last-saved#)?[^}\s]+\s*\}")


def is_xpath(text: str) -> bool:
    """Whether the text follows the grammar of XPath; functions that nobody has are grammar, too."""
    from lxml import etree

    try:
        etree.XPath(_ANSWER.sub(" (/a) ", text))
    except (etree.XPathError, ValueError):
        return False
    return True
