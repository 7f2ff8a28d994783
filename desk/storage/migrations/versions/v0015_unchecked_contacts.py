"""A telephone number of the list of contacts may be one that nobody has rung yet, as those that a new data file begins
with. Since then there are two kinds of incidents more (溺水, 触电), which an earlier program could not read.
"""

from desk.storage.migrate import run_script

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    run_script("0015_unchecked_contacts.sql")
