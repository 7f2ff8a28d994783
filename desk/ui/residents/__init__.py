"""The tab 居民: finding, correcting and merging people."""
