"""The district's own forms 区级表样, filled in, and one to begin with."""
