"""The sign-in page stands before anything that is needed only behind it.

Half of the start was once SQLAlchemy, loaded because a helper of the key file had moved beside the database.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.support.source import ROOT

HEAVY = {
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "openpyxl",
    "python_calamine",
    "reportlab",
    "ortools",
    "pypinyin",
    "holidays",
}


def test_the_sign_in_page_needs_no_database_and_no_papers() -> None:
    code = "import sys, json, desk.app; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(done.stdout)) == set()
