"""The emergency log on paper."""
