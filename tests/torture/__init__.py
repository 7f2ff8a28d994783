"""Attacks on copies of a small book, each with its answer: what was confirmed is there, or its loss is told.

``python -m tests.torture`` (or ``python3 run.py torture``) runs them all; ``test_short.py`` runs a few of each.
"""
