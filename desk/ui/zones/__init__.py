"""What the window shows of 功能区."""
