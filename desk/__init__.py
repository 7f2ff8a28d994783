"""The front desk of a neighbourhood centre."""

__version__ = "0.1.0"
