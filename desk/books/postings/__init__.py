"""The double-entry book 复式记账: accounts, and postings whose legs sum to nothing. Points now, money later.

Nothing is changed or removed: what was wrong is taken back by a posting of its own, and no balance is stored. Other
books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["accounts", "expiry", "lots", "model", "posting", "queries"]
