"""Papers of cases 办件: what is handed over the counter, and the list of all cases."""
