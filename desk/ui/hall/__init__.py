"""The public screen in the hall 叫号屏."""
