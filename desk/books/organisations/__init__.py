"""Organisations 单位: partners, departments, operators, tenants and providers, and who is paired with the centre.

Other books use the modules named here; each is loaded when it is asked for.
"""

__all__ = ["model", "pairing_queries", "queries"]
