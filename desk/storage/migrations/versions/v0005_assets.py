"""The asset ledger: classes, cards, movements, proposals, loans, files, labels, stocktakes."""

from desk.storage.migrate import run_script

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run_script("0005_assets.sql")
