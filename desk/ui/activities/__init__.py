"""The tab 活动月历."""
