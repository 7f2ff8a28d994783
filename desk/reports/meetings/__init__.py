"""The papers of joint meetings."""
