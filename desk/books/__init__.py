"""What staff can do with each book, and what each book can tell."""
