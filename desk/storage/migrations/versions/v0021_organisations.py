"""Organisations, their pairings, and by whom an activity is held or an order is done."""

from desk.storage.migrate import run_script

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    run_script("0021_organisations.sql")
