"""Papers of cases: what is handed over the counter, and the list of all cases."""
