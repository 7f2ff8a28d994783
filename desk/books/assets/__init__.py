"""The asset ledger 资产台账.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["cards", "model", "queries", "statistics"]
