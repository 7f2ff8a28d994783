"""The papers of needs and offerings, read back."""
