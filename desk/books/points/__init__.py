"""Red points 红色积分: rules, what members earned and exchanged, rewards, and certificates of voluntary service.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["earning", "model", "queries"]
