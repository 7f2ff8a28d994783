"""The page 区级汇总 of the district's own PC."""
