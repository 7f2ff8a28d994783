"""Each figure reckoned again, slowly: plain Python over all rows of the tables, written from what the figure is said to
count and without a look at how its book counts it.
"""
