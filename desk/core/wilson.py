"""How sure a share is: the lower bound of Wilson's interval."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: an interval of 95 %."""


def lower_bound(part: float, whole: float) -> float | None:
    """The share, 0 to 1, that is hardly undercut however few answered; None without any answer.

    E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American
    Statistical Association 22 (1927), 209–212, with p = ``part`` / ``whole``, n = ``whole``:
    (p + z²/2n − z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
    """
    if not whole:
        return None
    share, square = part / whole, Z * Z
    middle = share + square / (2 * whole)
    spread = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max((middle - spread) / (1 + square / whole), 0.0)
