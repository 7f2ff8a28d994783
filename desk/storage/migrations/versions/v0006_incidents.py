"""The emergency log: incidents and their chained entries."""

from desk.storage.migrate import run_script

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_script("0006_incidents.sql")
