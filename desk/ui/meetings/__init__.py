"""What the window shows of 联席会议."""
