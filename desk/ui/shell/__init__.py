"""What holds the pages: the window, signing in, the bar, tabs, themes, the preview."""
