"""Joint meetings 党建联席会议: called, held, minuted, and what was decided followed up.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["model", "queries"]
