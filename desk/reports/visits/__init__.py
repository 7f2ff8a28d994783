"""Papers of the visits 来访."""
