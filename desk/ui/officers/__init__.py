"""What the window shows of 体验官."""
