"""A case that waits for papers has no promised day; classes of things are called as the standard calls them; the
centre has a number for complaints; how often a queue number was called is kept.
"""

from desk.storage.migrate import run_script

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    run_script("0014_promises.sql")
