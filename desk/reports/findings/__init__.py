"""The papers of findings 问题整改."""
