"""The printed manual 使用手册."""
