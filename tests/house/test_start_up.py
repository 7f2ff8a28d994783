"""The sign-in page stands before anything that is needed only behind it, and the first tab before the others.

Half of the start was once SQLAlchemy, loaded because a helper of the key file had moved beside the database.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from desk.books.centre import Centre
from desk.core.permissions import Role
from desk.services import accounts, new_data_file
from tests.conftest import CHEAP, PASSWORD
from tests.support.source import ROOT

HEAVY = {
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "openpyxl",
    "xlsxwriter",
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


FIRST_SCREEN = """
import sys, json
from pathlib import Path
from desk import app
from desk.ui.shell import loading
folder, password = Path(sys.argv[1]), sys.argv[2]
application = app.application(folder)
window = app.make_window(folder, "陈主任")
window.show()
application.processEvents()
loading.qt_classes.make_all()
loading.load_ahead()
from desk.storage import compiled
ahead, known = set(sys.modules), compiled.statements()
window.sign_in.password.setText(password)
window.sign_in.try_it()
application.processEvents()
window.grab()
assert window.working
late = set(sys.modules) - ahead
asked = compiled.statements() - known
rooms = {name.split(".")[2] for name in sys.modules if name.startswith("desk.ui.")}
loading.load_tabs()
rooms_loaded = len([name for name in sys.modules if name.startswith("desk.ui.")])
print(json.dumps([sorted(late), sorted(asked), sorted(rooms), rooms_loaded]))
sys.stdout.flush()
import os
os._exit(0)
"""


def test_the_first_screen_needs_only_its_own_tab_and_finds_all_else_loaded(tmp_path: Path) -> None:
    """All tabs were once loaded before the first screen, and each new book would have added its own."""
    centre = Centre("示例邻里中心", "示例区")
    desk, _recovery = new_data_file.create(tmp_path / "book", centre, "陈主任", PASSWORD, cost=CHEAP)
    desk.close()
    command = [sys.executable, "-c", FIRST_SCREEN, str(tmp_path / "book"), PASSWORD]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    late, asked, rooms, modules = json.loads(done.stdout)
    assert set(rooms) == {"charts", "figures", "shell", "submissions", "visits", "widgets"}, (
        "a manager begins on the reports"
    )
    assert late == [], "these belong to a book's attention_modules, or to NEEDED_NEXT in desk/ui/shell/loading.py"
    assert asked == [], "statements that sign-in or the first screen compiles: desk/services/ahead.py asks them before"
    assert modules > 100, "the other tabs come when the first one stands"


AT_ONCE = """
import sys, threading
from pathlib import Path
from desk import app
folder, password = Path(sys.argv[1]), sys.argv[2]
application = app.application(folder)
window = app.make_window(folder)
window.show()
door, started = window.sign_in, threading.active_count()

def enter(name, typed):
    door.name.setText(name)
    door.password.setText(typed)
    door.try_it()
    application.processEvents()

while threading.active_count() == started:
    application.processEvents()
enter("陈主任", password + "x")
assert not window.working and door.fields["password"].problem and window.work is None
enter("陈主任", password)
assert window.working and window.work.bar.who.form.first == "陈主任"
window.hand_over()
enter("林小芳", password + "x")
assert not window.working and window.desk.actor.name == "陈主任"
enter("林小芳", password)
assert window.working and window.work.bar.who.form.first == "林小芳"
print("both")
sys.stdout.flush()
import os
os._exit(0)
"""


def test_who_signs_in_while_all_that_is_still_loaded_finds_the_window_as_ever(tmp_path: Path) -> None:
    """The right password first typed wrong, and a second person after the first: what is prepared knows of nobody."""
    desk, _recovery = new_data_file.create(
        tmp_path / "book", Centre("示例邻里中心", "示例区"), "陈主任", PASSWORD, cost=CHEAP
    )
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    desk.close()
    command = [sys.executable, "-c", AT_ONCE, str(tmp_path / "book"), PASSWORD]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "both\n"), done.stderr
