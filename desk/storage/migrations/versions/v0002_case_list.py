"""Indexes that serve the case list's filters, and who was vulnerable on the day of the case."""

from desk.storage.migrate import run_script

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_script("0002_case_list.sql")
