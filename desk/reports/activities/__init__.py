"""The activity calendar 活动月历 on paper, as a picture, as text and for the district."""
