"""Who ends a transaction, and who turns the event loop.

An action is whole or not at all: the one place that commits is the unit of work, at the end of ``with desk.write()``.
A book that committed by itself would leave half an action behind when its second half is refused.

``processEvents`` in the middle of a function lets the next click in before the first one is done: the same button
starts twice, a window closes under the code that fills it. What takes long is a job (``desk/ui/widgets/jobs.py``).
"""

from __future__ import annotations

from tests.support.source import calls


def test_only_storage_ends_a_transaction() -> None:
    enders = {file for file, _call, name in calls() if name in ("commit", "rollback")}
    assert {file for file in enders if not file.startswith("desk/storage/")} == set()


def test_nothing_turns_the_event_loop_by_hand() -> None:
    assert [f"{file}:{call.lineno}" for file, call, name in calls() if name == "processEvents"] == []
