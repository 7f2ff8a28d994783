"""What the window shows of 问题整改."""
