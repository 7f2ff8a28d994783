"""The page 自填指标: figures entered by hand month by month, and targets."""
