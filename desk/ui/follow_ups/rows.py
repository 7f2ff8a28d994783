"""The lines of the page 督办: follow-ups, and what other books still owe somebody, in one list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.books import owed
from desk.books.follow_ups import attention_queries, queries, rules, source_queries
from desk.books.follow_ups.model import UNDONE, FollowUp, FollowUpView, OwnerKind
from desk.books.follow_ups.source_queries import ItemSource
from desk.core.book import OwedMatter
from desk.core.clock import local
from desk.core.tone import Tone
from desk.core.words import P_, _, bracketed
from desk.core.work import Work
from desk.ui.widgets.columns import Column


@dataclass(frozen=True)
class FollowUpRow:
    """A follow-up, or something that is owed: then ``item`` is None and ``matter`` says where it is done."""

    id: object
    kind: str
    number: str
    text: str
    owner: str
    checker: str
    due_on: date | None
    since: datetime
    state: str
    tone: Tone | None
    item: FollowUp | None = None
    matter: OwedMatter | None = None
    source: ItemSource | None = None
    """What an item came from, where that has a number."""

    @property
    def source_number(self) -> str:
        """The number of what it came from."""
        return self.source.number if self.source else ""

    def fits(self, typed: str) -> bool:
        """Does what was typed stand in it?"""
        wanted = typed.strip().lower()
        return (
            not wanted
            or wanted in f"{self.number} {self.source_number} {self.text} {self.owner} {self.checker}".lower()
        )


def of_item(item: FollowUp, today: date, source: ItemSource | None = None, *, asks: bool) -> FollowUpRow:
    """``asks``: an extension of it waits for the leader in charge; ``source`` is what it came from."""
    text = (P_("follow-up", "[urgent] ") if item.urgent and item.state in UNDONE else "") + item.masked
    state = item.state_words + (bracketed(P_("follow-up", "extension asked for")) if asks else "")
    if item.is_overdue(today):
        state += bracketed(_("overdue {n} days", n=(today - item.due_on).days))
    return FollowUpRow(
        ("follow_ups", item.id),
        item.kind.label,
        item.number,
        text,
        item.owner,
        item.checked_by,
        item.due_on,
        item.opened_at,
        state,
        item.tone(today),
        item,
        source=source,
    )


def of_matter(matter: OwedMatter, today: date) -> FollowUpRow:
    """What another book owes; it is done where it leads to."""
    late = matter.due_on is not None and matter.due_on < today
    return FollowUpRow(
        (matter.leads_to, matter.kind, matter.about, matter.text, matter.since),
        matter.kind,
        "",
        matter.text,
        matter.owner,
        "",
        matter.due_on,
        matter.since,
        P_("owed matter", "overdue") if late else P_("owed matter", "owed"),
        Tone.OVERDUE if late else Tone.WAITING,
        matter=matter,
    )


def read_rows(work: Work, view: FollowUpView, first: date | None, last: date | None) -> list[FollowUpRow]:
    """What a view shows to the signed-in person; of what is closed, the days from ``first`` to ``last``."""
    asked = {each.follow_up_id for each in queries.to_decide(work)}
    items = _items(work, view, asked, first, last)
    sources = source_queries.sources(work, items)
    rows = [of_item(each, work.today, sources.get(each.id), asks=each.id in asked) for each in items]
    rows += [of_matter(each, work.today) for each in _matters(work, view)]
    if view is FollowUpView.CLOSED:
        return rows
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.since))


def _items(
    work: Work, view: FollowUpView, asked: Collection[int], first: date | None, last: date | None
) -> Sequence[FollowUp]:
    match view:
        case FollowUpView.TO_CHECK:
            return attention_queries.items_to_check(work)
        case FollowUpView.ASK_OFFICER:
            return attention_queries.items_to_ask(work)
        case FollowUpView.STEAD:
            return attention_queries.items_in_stead(work)
        case FollowUpView.AGAIN:
            return attention_queries.items_to_look_at_again(work)
        case FollowUpView.CLOSED:
            return queries.closed_between(work, first or date(2000, 1, 1), last or work.today)
        case FollowUpView.OVERDUE:
            return queries.overdue_by(work, work.today)
        case FollowUpView.LONG_OVERDUE:
            before = rules.long_overdue_until(work) + timedelta(days=1)
            return [each for each in queries.overdue_by(work, work.today) if each.due_on < before]
        case FollowUpView.EXTENSIONS:
            return [each for each in queries.not_closed(work) if each.id in asked]
        case FollowUpView.MINE:
            return [each for each in queries.not_closed(work) if _is_mine(work, each)]
        case FollowUpView.ALL:
            return queries.not_closed(work)


def _is_mine(work: Work, item: FollowUp) -> bool:
    return item.owner_kind is OwnerKind.STAFF and item.owner_id == work.actor.id and item.state in UNDONE


def _matters(work: Work, view: FollowUpView) -> list[OwedMatter]:
    """What other books owe, where the view is not about follow-ups alone."""
    match view:
        case FollowUpView.ALL:
            return owed.matters(work)
        case FollowUpView.MINE:
            return [each for each in owed.matters(work) if each.owner == work.actor.name]
        case FollowUpView.OVERDUE:
            return [each for each in owed.matters(work) if each.due_on is not None and each.due_on < work.today]
        case _:
            return []


def columns() -> list[Column[FollowUpRow]]:
    """Number, what, who, by when, and where it stands."""
    return [
        Column(P_("follow-up", "Kind"), 96, lambda row: row.kind, rank=2),
        Column(P_("follow-up", "What"), 300, lambda row: row.text, flex=6),
        Column(P_("follow-up", "Owner"), 96, lambda row: row.owner or P_("owed matter", "on duty"), flex=1),
        Column(
            P_("follow-up", "Due day"),
            104,
            lambda row: f"{row.due_on:%Y-%m-%d}" if row.due_on else "",
            sorts_by=lambda row: row.due_on,
        ),
        Column(_("State"), 150, lambda row: row.state, lambda row: row.tone, sorts_by=lambda row: row.state),
        Column(P_("follow-up", "Checker"), 80, lambda row: row.checker, rank=1),
        Column(
            P_("follow-up", "Since"),
            104,
            lambda row: f"{local(row.since):%Y-%m-%d}",
            rank=4,
            sorts_by=lambda row: row.since,
        ),
        Column(P_("follow-up", "Number"), 132, lambda row: row.number, rank=3),
        Column(P_("follow-up", "Came from"), 132, lambda row: row.source_number, rank=5),
    ]
