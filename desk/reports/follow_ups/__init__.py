"""The papers of follow-ups 督办."""
