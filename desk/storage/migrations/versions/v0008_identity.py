"""A book has an identity of its own, by which its backups are known from another book's."""

from uuid import uuid4

from alembic import op

from desk.storage.migrate import run_script

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    run_script("0008_identity.sql")
    op.get_bind().exec_driver_sql("INSERT INTO identities(id, book) VALUES (1, ?)", (uuid4().hex,))
