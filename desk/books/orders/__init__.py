"""Orders 点单: what residents wish for, to whom it is sent, who takes it, and what the asker says of it.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["helping", "model", "queries"]
