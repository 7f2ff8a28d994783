"""What is prepared before an emergency and what follows one; hand-overs name the incidents that go on."""

from desk.storage.migrate import run_script

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    run_script("0007_emergencies.sql")
