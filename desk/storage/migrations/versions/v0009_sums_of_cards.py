"""The sums above the list of cards are read from an index instead of from every card."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("ix_assets_condition_quantity_value", "assets", ["condition", "quantity", "value"])
