"""The district's own PC 区级汇总: its centres, what each sent of a period, and what comes of it together.

The window, the papers and the command line use the modules named here.
"""

__all__ = ["judging", "listing", "merging", "queries", "ranking", "reading", "report", "returns"]
