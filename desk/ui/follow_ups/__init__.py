"""The page 督办 and what opens over it."""
