"""What the window shows of 红色合伙人."""
