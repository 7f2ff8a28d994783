"""The activity calendar 活动月历."""
