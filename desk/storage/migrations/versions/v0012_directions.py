"""Texts lose the characters that turn the order of what follows them (U+202A to E, U+2066 to 9), and it is told."""

from alembic import op

from desk.storage.migrations import texts

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    texts.mend(op.get_bind())
