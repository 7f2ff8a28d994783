"""How much of what can be tried again and again is tried: a part in each run, all of it with ``DESK_LONG=1``.

The whole run has to end within ten minutes on two cores; what is left out of it differs from what is in by a number
only: another seed, another size of the screen in between, more kills of the same kind.
"""

from __future__ import annotations

import os

LONG = "DESK_LONG" in os.environ
