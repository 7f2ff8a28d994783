"""The page 上报 and what is looked at before a period is handed in."""
