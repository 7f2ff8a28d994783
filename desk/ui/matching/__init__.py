"""What the window shows of 需求与服务."""
