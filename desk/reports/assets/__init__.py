"""The asset ledger on paper and for the district."""
