"""The tab 办件台账: the list of cases and the window of one case."""
