"""Zones 功能区: how many come, how content they are, and what was adjusted.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["lowness", "model", "queries"]
