"""The asset ledger 资产台账."""
