"""Which book this is: one row, made with the book and never changed."""

from sqlalchemy import CheckConstraint, Column

from desk.models.base import Words, table

identities = table("identities", Column("book", Words, nullable=False), CheckConstraint("id = 1", name="only_one"))
"""``book`` is a random UUID in hex (RFC 9562, version 4)."""
