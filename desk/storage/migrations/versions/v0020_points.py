"""The double-entry book, rules for points, rewards, redemptions and certificates."""

from desk.storage.migrate import run_script

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    run_script("0020_points.sql")
