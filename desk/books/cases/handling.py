"""Cases 办件: one service item handled for one person, from taking in to a finished end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, select, update

from desk.books import catalogue
from desk.books.cases.promise import UNPROMISED, due_date, promised
from desk.books.catalogue import ServiceMode
from desk.core.errors import Invalid, Problem, Refused, Rule, refuse_wrong, wrong_fields
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _
from desk.core.work import Work
from desk.models.cases import callbacks, cases, corrections, moves
from desk.storage import numbering


class CaseState(Worded):
    """办件状态. Which may follow which stands in ``MOVES``. A case that was forwarded had been taken in: turned down
    after that it is not approved, never declined. Both are kept as ``declined``; ``TOLD_STATE`` tells them apart.
    """

    WAITING = "waiting", NP_("case", "To do"), Tone.WAITING
    IN_PROGRESS = "in_progress", NP_("case", "In progress"), Tone.WAITING
    DONE = "done", NP_("case", "Done"), Tone.DONE
    FORWARDED = "forwarded", N_("Forwarded"), Tone.WAITING
    PAPERS = "papers", NP_("case", "Papers missing"), Tone.WAITING
    DECLINED = "declined", NP_("case", "Declined"), Tone.QUIET
    NOT_APPROVED = "not_approved", NP_("case", "Not approved"), Tone.QUIET
    WITHDRAWN = "withdrawn", NP_("case", "Withdrawn"), Tone.QUIET


TURNED_DOWN = frozenset({CaseState.DECLINED, CaseState.NOT_APPROVED})
ENDS = TURNED_DOWN | {CaseState.DONE, CaseState.WITHDRAWN}
OPEN = tuple(state for state in CaseState if state not in ENDS)
IN_HAND = tuple(state for state in OPEN if state is not CaseState.FORWARDED)
"""Not finished, and ours to go on with: what a hand-over names."""
USUAL = (CaseState.DONE, CaseState.FORWARDED, CaseState.PAPERS)
OUTCOMES = (
    *USUAL,
    *(state for state in CaseState if state not in (CaseState.WAITING, CaseState.NOT_APPROVED, *USUAL)),
)
"""What a registration may come to, the usual ones first."""

MOVES: dict[CaseState | None, frozenset[CaseState]] = {
    None: frozenset({CaseState.WAITING, CaseState.IN_PROGRESS}),
    CaseState.WAITING: frozenset({CaseState.IN_PROGRESS, CaseState.WITHDRAWN}),
    CaseState.IN_PROGRESS: ENDS - {CaseState.NOT_APPROVED} | {CaseState.FORWARDED, CaseState.PAPERS},
    CaseState.FORWARDED: ENDS - {CaseState.DECLINED} | {CaseState.IN_PROGRESS},
    CaseState.PAPERS: ENDS - {CaseState.NOT_APPROVED} | {CaseState.IN_PROGRESS},
    **{end: frozenset() for end in ENDS},
}
"""Which state may follow which. Finished cases are corrected by a new line, never moved again."""

NEEDS_REMARK = TURNED_DOWN | {CaseState.WITHDRAWN}

WAS_FORWARDED = exists().where(moves.c.case_id == cases.c.id, moves.c.state == CaseState.FORWARDED.value)
"""Of a row of ``cases``: it was sent to somebody else at some time."""
TOLD_STATE = case(
    (and_(cases.c.state == CaseState.DECLINED.value, WAS_FORWARDED), CaseState.NOT_APPROVED.value),
    else_=cases.c.state,
).label("state")
"""The state as it is called, wherever it leaves the book: lists, papers, exports, figures."""


def kept_as(state: CaseState) -> str:
    """The value under which a state is stored."""
    return (CaseState.DECLINED if state is CaseState.NOT_APPROVED else state).value


def told_as(state: CaseState, *, forwarded: bool) -> CaseState:
    """What a case comes to that was ``forwarded`` before, or was not."""
    return CaseState.NOT_APPROVED if forwarded and state is CaseState.DECLINED else state


def is_in(state: CaseState) -> ColumnElement[bool]:
    """Of a row of ``cases``: it is in a state as that is called."""
    kept = cases.c.state == kept_as(state)
    if state not in TURNED_DOWN:
        return kept
    return and_(kept, WAS_FORWARDED if state is CaseState.NOT_APPROVED else ~WAS_FORWARDED)


class Assistance(Worded):
    """帮办代办."""

    NONE = "none", N_("No help needed")
    HELPED = "helped", N_("Helped in person")
    ON_BEHALF = "on_behalf", N_("Acted on behalf")


class Evaluation(Worded):
    """好差评, five levels; not asked yet and not given are states of their own."""

    VERY_SATISFIED = "very_satisfied", N_("Very satisfied")
    SATISFIED = "satisfied", N_("Satisfied")
    FAIRLY_SATISFIED = "fairly_satisfied", N_("Fairly satisfied")
    DISSATISFIED = "dissatisfied", N_("Dissatisfied")
    VERY_DISSATISFIED = "very_dissatisfied", N_("Very dissatisfied")
    NOT_GIVEN = "not_given", NP_("evaluation", "Not given")
    NOT_ASKED = "not_asked", NP_("evaluation", "Not asked yet")


LEVELS = tuple(Evaluation)[:5]
GOOD = LEVELS[:3]
POOR = frozenset(LEVELS[3:])
"""Evaluations that need a reason and a call-back."""


@dataclass(frozen=True)
class NewCase:
    """What the clerk fills in. Department and due date are the catalogue's unless given; what waits for papers has no
    due date, whatever is given."""

    service_id: int
    outcome: CaseState = CaseState.DONE
    materials_received: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    assistance: Assistance = Assistance.NONE
    authoriser: str = ""
    department: str = ""
    due_on: date | None = None
    remark: str = ""
    evaluation: Evaluation = Evaluation.NOT_ASKED
    evaluation_reason: str = ""


@dataclass(frozen=True)
class Case:
    """A stored case."""

    id: int
    number: str
    visit_id: int
    resident_id: int
    service_id: int
    mode: ServiceMode
    department: str
    state: CaseState
    day: date
    accepted_at: datetime
    due_on: date | None
    """承诺办结日; None while papers are missing."""
    finished_at: datetime | None
    finished_on: date | None
    assistance: Assistance
    authoriser: str
    materials_received: tuple[str, ...]
    missing: tuple[str, ...]
    remark: str
    staff_id: int
    evaluation: Evaluation
    forwarded: bool
    """It is with somebody else, or was."""

    @property
    def next_states(self) -> frozenset[CaseState]:
        """What it may come to from here."""
        return frozenset(told_as(state, forwarded=self.forwarded) for state in MOVES[self.state])


def usual_outcome(mode: ServiceMode) -> CaseState:
    """What most cases of a mode come to at the counter: taken here and decided above means forwarded."""
    return CaseState.FORWARDED if mode is ServiceMode.NEARBY else CaseState.DONE


LONGEST_REMARK = 500


def _state_rules(work: Work, to: CaseState, remark: str, missing: tuple[str, ...], due_on: date | None) -> list[Rule]:
    """What a case needs for the state it comes to, when it is taken in and whenever it is moved."""

    def too_long() -> str:
        return _("{n} characters are too many; {most} is the most.", n=len(remark), most=LONGEST_REMARK)

    return [
        ("remark", not remark and to in NEEDS_REMARK, lambda: _("Please say why.")),
        ("remark", len(remark) > LONGEST_REMARK, too_long),
        ("missing", not missing and to is CaseState.PAPERS, lambda: _("Please untick every paper that is missing.")),
        ("due_on", due_on is not None and due_on < work.today, lambda: _("The due date is in the past.")),
    ]


def problems_of(work: Work, new: NewCase, item: catalogue.ServiceItem) -> list[Problem]:
    """All that is wrong with a case as filled in."""
    states = {CaseState.WAITING, *MOVES[CaseState.IN_PROGRESS], CaseState.IN_PROGRESS}
    on_behalf = new.assistance is Assistance.ON_BEHALF
    early = new.outcome not in ENDS and new.evaluation is not Evaluation.NOT_ASKED
    unexplained = new.evaluation in POOR and not new.evaluation_reason.strip()

    def forbidden() -> str:
        return _("This item must be done by the person; acting on behalf is not allowed.")

    return wrong_fields(
        [
            ("service", not item.offered_on(work.today), lambda: _("{name} left the catalogue.", name=item.name)),
            ("outcome", new.outcome not in states, lambda: _("Please choose what came of it.")),
            *_state_rules(work, new.outcome, new.remark.strip(), new.missing, new.due_on),
            ("assistance", on_behalf and not item.on_behalf, forbidden),
            ("authoriser", on_behalf and not new.authoriser.strip(), lambda: _("Please enter who authorised it.")),
            ("evaluation", early, lambda: _("The evaluation is asked when the case has ended.")),
            ("evaluation_reason", unexplained, lambda: _("Please note what was not good.")),
        ]
    )


def open_case(work: Work, visit_id: int, resident_id: int, vulnerable: bool, new: NewCase) -> Case:
    """Number and store a case with its moves. Raises ``Invalid``. The calling action writes the audit line."""
    work.require(May.SERVE)
    item = catalogue.find(work, new.service_id)
    if problems := problems_of(work, new, item):
        raise Invalid(*problems)
    due = UNPROMISED if new.outcome is CaseState.PAPERS else new.due_on or due_date(work, item)
    ended = new.outcome in ENDS
    values = {
        "number": next_number(work),
        "visit_id": visit_id,
        "resident_id": resident_id,
        "service_id": item.id,
        "mode": item.mode.value,
        "department": new.department.strip() or item.department,
        "state": new.outcome.value,
        "day": work.today,
        "accepted_at": work.now,
        "due_on": due,
        "finished_at": work.now if ended else None,
        "finished_on": work.today if ended else None,
        "assistance": new.assistance.value,
        "authoriser": new.authoriser.strip(),
        "handed_in": list(new.materials_received),
        "missing": list(new.missing),
        "remark": new.remark.strip(),
        "staff_id": work.actor.id,
        "evaluation": new.evaluation.value,
        "vulnerable": vulnerable,
    }
    id = work.add(cases, values)
    path = path_to(new.outcome)
    work.add_all(moves, [_move(work, id, was, to, new.remark.strip()) for was, to in path])
    _owe_callback(work, id, new.evaluation, new.evaluation_reason)
    return Case(**_typed({**values, "id": id, "forwarded": new.outcome is CaseState.FORWARDED}))


def path_to(outcome: CaseState) -> list[tuple[CaseState | None, CaseState]]:
    """A case handled while the person waits passes through every state in one go."""
    if outcome is CaseState.WAITING:
        return [(None, CaseState.WAITING)]
    begun: list[tuple[CaseState | None, CaseState]] = [
        (None, CaseState.WAITING),
        (CaseState.WAITING, CaseState.IN_PROGRESS),
    ]
    return begun if outcome is CaseState.IN_PROGRESS else [*begun, (CaseState.IN_PROGRESS, outcome)]


def move(
    work: Work,
    id: int,
    to: CaseState,
    remark: str = "",
    *,
    department: str = "",
    due_on: date | None = None,
    missing: tuple[str, ...] = (),
    materials_received: tuple[str, ...] | None = None,
) -> Case:
    """Bring a case into another state. What waited for papers gets its promised day now, counted from today.

    Raises ``Refused`` for a move the table does not have, ``Invalid`` by the rules of the state."""
    work.require(May.SERVE)
    case = find(work, id)
    if to not in case.next_states:
        raise Refused(_("A case that is “{was}” cannot become “{to}”.", was=case.state.label, to=to.label))
    refuse_wrong(_state_rules(work, to, remark.strip(), missing, due_on))
    changed: dict[str, Any] = {"state": kept_as(to)}
    if to in ENDS:
        changed |= {"finished_at": work.now, "finished_on": work.today}
    if department.strip():
        changed["department"] = department.strip()
    if due := _due_after(work, case, to, due_on):
        changed["due_on"] = due
    if materials_received is not None:
        still_missing = [name for name in case.missing if name not in materials_received]
        changed |= {"handed_in": list(materials_received), "missing": still_missing}
    if to is CaseState.PAPERS:
        changed["missing"] = list(missing)
    work.connection.execute(update(cases).where(cases.c.id == id).values(**changed))
    work.add_all(moves, [_move(work, id, case.state, to, remark.strip())])
    work.audit("case.move", f"cases:{id}", {"state": case.state.value}, changed)
    return find(work, id)


def _due_after(work: Work, case: Case, to: CaseState, given: date | None) -> date | None:
    """What a move makes the promised day; None where it stays."""
    if to is CaseState.PAPERS:
        return UNPROMISED
    if given is None and case.state is CaseState.PAPERS:
        return due_date(work, catalogue.as_told(work, case.service_id, case.accepted_at))
    return given


def evaluate(work: Work, id: int, evaluation: Evaluation, reason: str = "") -> Case:
    """Keep the evaluation of a finished case, once. The lower two levels need a reason and owe a call-back."""
    work.require(May.SERVE)
    case = find(work, id)
    if case.state not in ENDS:
        raise Refused(_("The evaluation is asked when the case has ended."))
    if case.evaluation in LEVELS:
        raise Refused(_("This case has been evaluated already."))
    if evaluation in POOR and not reason.strip():
        raise Invalid(Problem("evaluation_reason", _("Please note what was not good.")))
    work.connection.execute(update(cases).where(cases.c.id == id).values(evaluation=evaluation.value))
    _owe_callback(work, id, evaluation, reason)
    work.audit("case.evaluate", f"cases:{id}", {"evaluation": case.evaluation.value}, {"evaluation": evaluation.value})
    return find(work, id)


def call_back(work: Work, id: int, result: str) -> None:
    """Record that the person was called back and what came of it."""
    work.require(May.SERVE)
    if not result.strip():
        raise Invalid(Problem("result", _("Please note what came of the call.")))
    values = {"done_at": work.now, "staff_id": work.actor.id, "result": result.strip()}
    work.connection.execute(update(callbacks).where(callbacks.c.case_id == id).values(**values))
    work.audit("case.call_back", f"cases:{id}", after={"done": True})


def correct(work: Work, id: int, wrong: str, right: str) -> None:
    """Add a line that says what of a case was wrong and what is right; the case itself stays as it was written."""
    work.require(May.SERVE)
    if not wrong.strip() or not right.strip():
        raise Invalid(Problem("wrong", _("Please say what was wrong and what is right.")))
    line = {"case_id": id, "at": work.now, "staff_id": work.actor.id, "wrong": wrong.strip(), "right": right.strip()}
    work.audit("case.correct", f"cases:{id}", after={"line": work.add(corrections, line)})


def find(work: Work, id: int) -> Case:
    """One case as it stands."""
    return Case(**_typed(work.connection.execute(BY_ID, {"id": id}).one()._asdict()))


BY_ID = select(
    *(column for column in cases.c if column.name != "state"), TOLD_STATE, WAS_FORWARDED.label("forwarded")
).where(cases.c.id == bindparam("id"))


def next_number(work: Work) -> str:
    """``YYYYMMDD`` and a running number of the day; the transaction's write lock keeps two clerks apart."""
    day = work.today.strftime("%Y%m%d")
    return f"{day}{numbering.last(work, 'cases', day) + 1:04d}"


def _move(work: Work, id: int, was: CaseState | None, to: CaseState, remark: str) -> dict[str, Any]:
    return {
        "case_id": id,
        "was": was.value if was else None,
        "state": kept_as(to),
        "at": work.now,
        "staff_id": work.actor.id,
        "remark": remark,
    }


def _owe_callback(work: Work, id: int, evaluation: Evaluation, reason: str) -> None:
    if evaluation in POOR:
        row = {"case_id": id, "reason": reason.strip(), "asked_at": work.now, "result": ""}
        work.add_all(callbacks, [row])


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """Row values as the fields of ``Case``."""
    closed = {"mode": ServiceMode, "state": CaseState, "assistance": Assistance, "evaluation": Evaluation}
    values = {name: closed[name](value) if name in closed else value for name, value in values.items()}
    values.pop("vulnerable")
    received, missing = tuple(values.pop("handed_in")), tuple(values["missing"])
    forwarded, due = bool(values["forwarded"]), promised(values["due_on"])
    return values | {"materials_received": received, "missing": missing, "forwarded": forwarded, "due_on": due}
