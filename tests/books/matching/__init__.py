"""What the book of needs and offerings does."""
