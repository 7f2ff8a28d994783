"""Follow-ups 督办: what somebody has been told to do, by when, who checks it, and what became of it.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["checking", "doing", "model", "opening", "queries", "rules"]
