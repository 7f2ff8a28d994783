"""The emergency log 应急日志.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["log", "queries", "statistics"]
