"""What was written of a case is found in a tenth of a second: an index holds the remarks alone, few cases have one."""

from desk.storage.migrate import run_script

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    run_script("0013_remarks.sql")
