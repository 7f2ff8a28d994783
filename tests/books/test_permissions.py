"""Who may write what: every writing function of the books stands in this table, and is really asked by those who may
not.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from desk.books import staff
from desk.books.imports import PreparedImport
from desk.core.errors import NotAllowed
from desk.core.permissions import ALLOWED, May, Role
from desk.core.work import Actor, Work
from desk.services.session import Desk
from tests.support.writers import public_writers


@dataclass(frozen=True)
class Open:
    """Open to everybody who is signed in, or a matter of who somebody is and not of their role; why."""

    why: str


S, A, P, K = May.SERVE, May.APPROVE_ACTIVITIES, May.PLAN_ACTIVITIES, May.KEEP_ASSETS
R, E, C, W = May.PLAN_ROSTER, May.PREPARE_EMERGENCIES, May.EDIT_CENTRE, May.REVIEW_INCIDENTS
OWN_DUTY = Open("whose duty it is, or the leader: test_only_those_concerned_may_ask_for_a_change")
OWN_DAYS = Open("one's own wish, or the leader: test_a_clerk_enters_and_takes_back_own_wishes_only")
OWN_TIMES = Open("one's own coming and going; another person gives their password: test_attendance_is_ones_own")

TABLE: dict[str, May | Open] = {
    **dict.fromkeys(
        (
            f"activities.{name}"
            for name in (
                "photos.add",
                "photos.remove",
                "planning.add",
                "planning.edit",
                "planning.move_to",
                "planning.note_change",
                "planning.record_move",
                "planning.remove",
                "planning.store",
                "publishing.announced",
                "repetition.copy_month",
                "repetition.remove_rest",
                "repetition.repeat",
                "results.save",
                "signups.attend",
                "signups.move_up",
                "signups.sign_up",
                "signups.withdraw",
                "transitions.hold",
                "importing.store",
            )
        ),
        P,
    ),
    **dict.fromkeys(
        (
            f"activities.{name}"
            for name in (
                "publishing.record",
                "transitions.approve",
                "transitions.back_to_draft",
                "transitions.cancel",
                "transitions.postpone",
                "transitions.publish",
            )
        ),
        A,
    ),
    "activities.signups.telephones": S,
    **dict.fromkeys(
        (
            f"assets.{name}"
            for name in (
                "cards.add",
                "cards.correct",
                "cards.merge",
                "cards.split",
                "stocktake_result.close",
                "approvals.propose_change",
                "approvals.propose_disposal",
                "approvals.propose_value",
                "labels.record",
                "ledger.open_card",
                "ledger.open_many",
                "ledger.record",
                "ledger.refresh_find",
                "lending.give_back",
                "lending.lend",
                "lending.look_up",
                "lending.prolong",
                "lending.release",
                "lending.reserve",
                "transfers.hand_over",
                "transfers.move",
                "transfers.set_condition",
                "attachments.add",
                "attachments.remove",
                "stocktake.begin",
                "stocktake.book",
                "stocktake.note",
                "stocktake.scan",
                "stocktake.sign",
                "stocktake.unmark",
                "importing.store",
                "maintenance.inspect",
                "maintenance.issue",
                "maintenance.repaired",
                "maintenance.restock",
                "maintenance.send_to_repair",
            )
        ),
        K,
    ),
    **dict.fromkeys(
        (f"assets.{name}" for name in ("classes.put", "classes.retire", "approvals.agree", "approvals.decline")),
        May.APPROVE_ASSETS,
    ),
    **dict.fromkeys((f"cases.{name}" for name in ("call_back", "correct", "evaluate", "move", "open_case")), S),
    **dict.fromkeys(
        (
            f"centre.{name}"
            for name in (
                "add_venue",
                "edit_venue",
                "retire_venue",
                "save",
                "save_opening_hours",
                "save_setting",
                "save_settings",
            )
        ),
        C,
    ),
    "clock_ahead.record": C,
    "services.clock_check.note": Open("that an odd clock was confirmed, by whoever just gave their password"),
    "services.wrong_passwords.keep": Open("wrong guesses are kept for whoever they were meant for, whoever guessed"),
    "services.wrong_passwords.told": Open("somebody's own sign-in takes note that they were told of them"),
    "services.continuity.note_key_generation": Open(
        "written with the key file, also when somebody changes their own password"
    ),
    "services.key_history.note_changed": May.EDIT_STAFF,
    "services.key_history.note_key_file": Open("what the program finds odd when it opens the book, whoever signs in"),
    "services.key_history.note_used": Open("whoever holds the recovery key, when nobody can sign in any more"),
    "services.key_history.tell": Open("a manager's own sign-in takes note that they were told"),
    "services.continuity.note_lost": Open("what the program finds missing when it opens the book, whoever signs in"),
    "centre.days_off.enter": C,
    "cases.case_export.allow_unmasked": May.UNMASKED_EXPORT,
    "submissions.hand_in": May.HAND_IN,
    "imports.store": May.IMPORT,
    "residents.importing.store": May.IMPORT,
    "residents.personal.forget_texts": C,
    "residents.personal.move_rows": May.MERGE_RESIDENTS,
    "catalogue.importing.store": May.EDIT_CATALOGUE,
    "staff.importing.store": May.EDIT_STAFF,
    **dict.fromkeys(
        (
            f"incidents.{name}"
            for name in (
                "contacts.put",
                "contacts.remove",
                "drills.cancel",
                "drills.plan",
                "plans.put",
                "plans.remove",
                "plans.restore",
                "plans.withdraw",
            )
        ),
        E,
    ),
    **dict.fromkeys(
        (
            f"incidents.{name}"
            for name in (
                "contacts.made_sure",
                "drills.adopt",
                "drills.run",
                "log.add",
                "log.correct",
                "log.enter",
                "log.hand_over",
                "log.link",
                "log.mark_step",
                "log.name",
                "log.open_incident",
                "log.photo",
                "log.put_right",
                "log.set_level",
                "log.set_people",
                "log.set_state",
                "log.strike_rest",
                "reporting.report",
                "review.done",
                "reserve_import.take_in",
                "reserve_import.write",
            )
        ),
        S,
    ),
    "incidents.reporting.save_rule": C,
    "incidents.reporting.waive": W,
    "incidents.review.write": W,
    **dict.fromkeys((f"residents.{name}" for name in ("add", "edit", "insert", "look_up")), S),
    "residents.anonymise": C,
    "residents.merge": May.MERGE_RESIDENTS,
    **dict.fromkeys(
        (
            f"roster.{name}"
            for name in (
                "attendance.put_right",
                "changes.approve",
                "changes.decline",
                "changes.replan",
                "importing.store",
                "months.edit_draft",
                "months.keep_month",
                "months.keep_shares",
                "months.pin",
                "months.publish",
                "months.store_plan",
                "planner.plan_by_turns",
                "planner.plan_month",
                "shifts.add",
                "shifts.edit",
                "shifts.end",
                "shifts.save_weights",
                "shifts.take_presets",
                "assignees.save",
                "assignees.save_pairs",
                "assignees.set_order",
            )
        ),
        R,
    ),
    "roster.attendance.sign_in": OWN_TIMES,
    "roster.attendance.sign_out": OWN_TIMES,
    "roster.changes.agree": Open("whom it concerns, signed in or by password: test_only_those_concerned_agree"),
    "roster.changes.ask_cancellation": OWN_DUTY,
    "roster.changes.ask_substitution": OWN_DUTY,
    "roster.changes.ask_swap": OWN_DUTY,
    "roster.changes.withdraw": OWN_DUTY,
    "roster.assignees.add_absence": OWN_DAYS,
    "roster.assignees.remove_absence": OWN_DAYS,
    **dict.fromkeys(("roster.handover.close_point", "roster.handover.raise_point", "roster.handover.sign"), S),
    **dict.fromkeys((f"{book}sample.fill" for book in ("", "activities.", "assets.", "incidents.", "roster.")), C),
    **dict.fromkeys((f"catalogue.{name}" for name in ("add", "edit", "retire")), May.EDIT_CATALOGUE),
    "sample.take_in_catalogue": May.EDIT_CATALOGUE,
    **dict.fromkeys((f"staff.{name}" for name in ("add", "set_active", "set_role")), May.EDIT_STAFF),
    **dict.fromkeys(
        ("attachments.forget", "attachments.note"),
        Open("the book asks first: test_each_function_asks_the_permission_that_it_stands_for"),
    ),
    **dict.fromkeys(
        ("centre.forget_own", "centre.keep_own"), Open("what the program remembers for itself; whoever calls it asks")
    ),
    "staff.keep_draft": Open("what somebody has half typed; it is found again by themselves only"),
    **dict.fromkeys(
        (
            f"visits.{name}"
            for name in (
                "call",
                "call_next",
                "finish",
                "hold",
                "leave",
                "register",
                "take_number",
            )
        ),
        S,
    ),
    "visits.close_ahead": C,
    "visits.close_leftovers": Open(
        "done by the program at the first sign-in of a day; ends only what is over, at its last known time"
    ),
}
"""Where it depends on what is there (a published activity, a review, the kind of a table), the least that it takes."""
ARGUMENTS: dict[str, Sequence[Any]] = {
    "imports.store": (PreparedImport("residents", [], []), None),
}
"""What a function needs to know before it can ask."""
ASKED = {name: may for name, may in TABLE.items() if isinstance(may, May)}


def test_every_function_that_writes_stands_in_the_table() -> None:
    assert public_writers() == set(TABLE)


def function_of(name: str) -> Callable[..., Any]:
    module, _dot, function = name.rpartition(".")
    package = "desk" if name.startswith("services.") else "desk.books"
    found: Callable[..., Any] = getattr(importlib.import_module(f"{package}.{module}"), function)
    return found


def refuse(work: Work, name: str) -> None:
    """Nothing but the permission may be looked at first: what is handed over is not even a record."""
    function = function_of(name)
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty][1:]
    dummies = ARGUMENTS.get(name, (None,) * sum(each.kind is not each.KEYWORD_ONLY for each in needed))
    named = {each.name: None for each in needed if each.kind is each.KEYWORD_ONLY}
    raw: Any = work.connection.connection.dbapi_connection
    before = raw.total_changes
    with pytest.raises(NotAllowed):
        function(work, *dummies, **named)
    assert raw.total_changes == before


@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_lacks_a_permission_is_refused_by_every_function_that_asks_it(desk: Desk, role: Role) -> None:
    with desk.write() as work:
        id = staff.add(work, "某同事", role).id
    with desk.write() as work:
        for name, may in ASKED.items():
            if may not in ALLOWED[role]:
                refuse(replace(work, actor=Actor(id, "某同事", role)), name)


def test_each_function_asks_the_permission_that_it_stands_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk who may do everything else is refused: so also what every role of today may do is really asked."""
    with desk.write() as work:
        clerk = replace(work, actor=Actor(staff.add(work, "林小芳", Role.CLERK).id, "林小芳", Role.CLERK))
        for name, may in ASKED.items():
            monkeypatch.setitem(ALLOWED, Role.CLERK, frozenset(May) - {may})
            refuse(clerk, name)


def test_what_asks_no_permission_says_why_and_by_which_test() -> None:
    reasons = [each.why for each in TABLE.values() if isinstance(each, Open)]
    there = "".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert all(len(why) > 20 for why in reasons)
    assert all(f"def {name}(" in there for why in reasons for name in re.findall(r"test_\w+", why))
