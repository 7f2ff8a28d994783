"""Only a checked password makes a signature, and only the lock screen's emergency passes by the question who may write.

A signature was once a bare number: any caller could sign a hand-over or a stocktake as anybody.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.source import ROOT, files, nodes, parsed

DESK = ROOT / "desk"


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in files("desk"):
        for node in nodes(parsed(path)):
            if isinstance(node, ast.Call):
                yield path.relative_to(DESK).as_posix(), node


def test_only_the_session_makes_signatures() -> None:
    """And the invented centre, whose invented people sign without a password."""
    makers = {file for file, call in calls() if isinstance(call.func, ast.Name) and call.func.id == "Signature"}
    assert makers == {"services/session.py", "books/roster/sample.py"}


def test_only_these_say_who_is_acting() -> None:
    """The session reads it from the book; an invented centre invents it; the reserve names who wrote a line, as the
    book has them; a backup and the clock are looked at, and an empty book in memory is asked ahead, before anybody is
    signed in.
    """
    makers = {file for file, call in calls() if isinstance(call.func, ast.Name) and call.func.id == "Actor"}
    assert makers == {
        "services/access.py",
        "services/accounts.py",
        "services/ahead.py",
        "services/new_data_file.py",
        "services/sign_in.py",
        "services/restore.py",
        "services/clock_check.py",
        "books/staff/queries.py",
        "books/incidents/reserve_import.py",
        *(
            f"books/{book}/sample.py"
            for book in (
                "activities",
                "assets",
                "bookings",
                "findings",
                "follow_ups",
                "matching",
                "meetings",
                "officers",
                "orders",
                "roster",
                "zones",
            )
        ),
    }


def test_only_an_emergency_is_written_from_the_lock_screen() -> None:
    """The public screen reads behind it, nothing that is anybody's."""
    users = {file for file, call in calls() if any(each.arg == "from_lock_screen" for each in call.keywords)}
    assert users == {"ui/incidents/start.py", "ui/hall/window.py"}
    writing = {file for file, call in calls() if call.keywords and "write" in ast.dump(call.func)}
    assert "ui/hall/window.py" not in writing
