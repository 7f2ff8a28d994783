"""Bookings 预约: resources, slots, closures, bookings with what became of them, and whom to ring up."""

from desk.storage.migrate import run_script

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    run_script("0017_bookings.sql")
