"""The asset ledger 资产台账 on paper and for the district."""
