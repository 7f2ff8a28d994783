"""Texts from before the gate (``desk.text``) lose their control characters, and what was changed is told."""

from alembic import op

from desk.storage.migrations import texts

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    texts.mend(op.get_bind())
