"""The duty roster 坐班轮值: what is set up, the months planned, and what became of every duty.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["attendance", "presence", "statistics"]
