"""Papers of the orders 点单."""
