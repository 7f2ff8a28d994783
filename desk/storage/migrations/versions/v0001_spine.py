"""The first book: centre, staff, residents, services, visits, audit."""

from desk.storage.migrate import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_script("0001_spine.sql")
