"""What needs both the books and the disk: signing in, keys, backups and restoring, the private folder."""
