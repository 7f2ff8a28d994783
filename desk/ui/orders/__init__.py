"""The tab 点单派单."""
