"""Experience officers 体验官: their terms, their visits and what they gave each zone.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["averages", "model", "queries", "visit_queries"]
