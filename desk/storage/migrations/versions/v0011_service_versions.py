"""What an item of the catalogue was before it was edited. Older cases keep today's, which is all that is known."""

from desk.storage.migrate import run_script

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    run_script("0011_service_versions.sql")
