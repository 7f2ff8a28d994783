"""The activity calendar: activities, series, publications, sign-ups, results; venues with hours of their own."""

from desk.storage.migrate import run_script

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run_script("0004_activities.sql")
