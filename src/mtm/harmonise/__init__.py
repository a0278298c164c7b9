"""From labelled rows to observations: names, periods, units, numbers and statuses.

Scope: interpreting what layouts placed. What cannot be read exactly is set aside with a finding, never guessed.
"""

from mtm.harmonise.observe import observe

__all__ = ["observe"]
