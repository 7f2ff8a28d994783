"""The district's own forms 区级表样 in the window."""
