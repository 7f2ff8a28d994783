"""Findings 痛点堵点问题: what is wrong, and the follow-up that mends it.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["model", "proposal_queries", "queries", "reporting"]
