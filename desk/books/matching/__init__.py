"""Needs 需求 and offerings 下沉服务项目: which fit each other, and what was delivered.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["delivery_queries", "matches", "model", "needs", "queries"]
