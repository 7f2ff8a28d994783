"""Follow-ups 督办: what somebody has been told to do, extensions, and proof."""

from desk.storage.migrate import run_script

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    run_script("0018_follow_ups.sql")
