"""Teams and members, residents' orders 点单, to whom they were sent and what was said of them."""

from desk.storage.migrate import run_script

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    run_script("0019_orders.sql")
