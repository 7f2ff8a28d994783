"""The activity calendar 活动月历.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["linking", "model", "queries", "statistics"]
