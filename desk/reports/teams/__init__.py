"""Papers of the teams 突击队."""
