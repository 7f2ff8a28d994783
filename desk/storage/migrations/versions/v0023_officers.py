"""Experience officers, findings, and what is counted and adjusted of zones."""

from desk.storage.migrate import run_script

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    run_script("0023_officers.sql")
