"""Needs, offerings, matches, deliveries and joint meetings."""

from desk.storage.migrate import run_script

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    run_script("0022_meetings.sql")
