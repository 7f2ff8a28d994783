"""Journeys through the real window."""
