"""Bookings 预约: what can be booked, who booked it, and what became of it.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["model", "queries"]
