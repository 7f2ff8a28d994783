"""Teams 党员突击队: who takes residents' orders, what each can do and when.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["members", "model", "queries", "sheet_times"]
