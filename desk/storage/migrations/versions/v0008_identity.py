"""A book has an identity of its own, by which its backups are known from another book's.

A book from before gets it from its first audit line, so that it and all its old backups, each brought up to date by
itself, agree.
"""

from hashlib import sha256
from uuid import uuid4

from alembic import op

from desk.storage.migrate import run_script

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    run_script("0008_identity.sql")
    connection = op.get_bind()
    first = connection.exec_driver_sql("SELECT hash FROM audit ORDER BY id LIMIT 1").scalar()
    book = sha256(f"desk book {first}".encode()).hexdigest()[:32] if first else uuid4().hex
    connection.exec_driver_sql("INSERT INTO identities(id, book) VALUES (1, ?)", (book,))
