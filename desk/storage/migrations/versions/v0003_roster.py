"""The duty roster: shifts, people, absences, months, duties and their changes, hand-overs."""

from desk.storage.migrate import run_script

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    run_script("0003_roster.sql")
