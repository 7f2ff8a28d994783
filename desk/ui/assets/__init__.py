"""The tab 资产台账."""
