"""The book on disk: opening, encrypting, migrating, backing up and checking the database file."""
