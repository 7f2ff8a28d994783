"""The tab 设置: everything a manager sets, and one's own password."""
