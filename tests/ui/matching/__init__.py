"""Hands on the page of needs and offerings."""
