"""The whole of the queue: windows, booked times and turns, who is wanted, how somebody came and for whom, 补录."""

from desk.storage.migrate import run_script

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    run_script("0016_counter.sql")
