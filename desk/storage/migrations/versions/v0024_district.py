"""Reports of every kind of period with all their files, figures entered by hand, the district's forms and its PC."""

from desk.storage.migrate import run_script

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    run_script("0024_district.sql")
