"""The activity calendar on paper, as a picture, as text and for the district."""
