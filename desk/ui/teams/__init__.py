"""The page 突击队."""
