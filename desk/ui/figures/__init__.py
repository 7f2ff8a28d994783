"""The tab 报表: figures on screen, papers and tables."""
