"""What follow-ups ask for now 待办: mine, what I check, and what the leader in charge decides or has to see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from desk.books.follow_ups import attention_queries, rules
from desk.books.follow_ups.attention_queries import CountedItems
from desk.books.follow_ups.model import FollowUpView
from desk.core.book import Attention, Concern
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.core.work import Work


def due(work: Work) -> Iterable[Attention]:
    """What is mine and due or over, what is done and mine to check or to ask an officer about, closed unsolved and to
    be looked at again; for the leader in charge what nobody has done for days, extensions to decide on, and what may be
    checked in an officer's stead.
    """
    late, today = attention_queries.mine_overdue(work), attention_queries.mine_due(work)
    mine = CountedItems(late.many + today.many, late.first or today.first)
    yield _entry(
        "follow_ups_mine",
        mine,
        _("My follow-ups due {n}", n=mine.many),
        P_("narrow", "mine {n}", n=mine.many),
        FollowUpView.MINE,
        Tone.OVERDUE if late.many else Tone.DUE_SOON,
    )
    yield from _checks(work)
    if work.actor.may(May.SUPERVISE):
        yield from _of_leaders(work)


def _checks(work: Work) -> Iterable[Attention]:
    """What I check, what I ask an officer about, and what I look at again."""
    checks = attention_queries.to_check(work)
    yield _entry(
        "follow_ups_to_check",
        checks,
        _("Follow-ups to check {n}", n=checks.many),
        P_("narrow", "to check {n}", n=checks.many),
        FollowUpView.TO_CHECK,
    )
    asks = attention_queries.officers_to_ask(work)
    yield _entry(
        "follow_ups_ask_officer",
        asks,
        _("Officers to ask {n}", n=asks.many),
        P_("narrow", "ask {n}", n=asks.many),
        FollowUpView.ASK_OFFICER,
    )
    again = attention_queries.to_look_at_again(work)
    yield _entry(
        "follow_ups_again",
        again,
        _("Unsolved, to look at again {n}", n=again.many),
        P_("narrow", "again {n}", n=again.many),
        FollowUpView.AGAIN,
    )


def _of_leaders(work: Work) -> Iterable[Attention]:
    asked = CountedItems(attention_queries.extensions_to_decide(work))
    yield _entry(
        "follow_ups_extensions",
        asked,
        _("Extensions to decide {n}", n=asked.many),
        P_("narrow", "extensions {n}", n=asked.many),
        FollowUpView.EXTENSIONS,
    )
    stead = attention_queries.to_check_in_stead(work)
    yield _entry(
        "follow_ups_stead",
        stead,
        _("To check in the officer's stead {n}", n=stead.many),
        P_("narrow", "in stead {n}", n=stead.many),
        FollowUpView.STEAD,
    )
    long_over = attention_queries.overdue_before(work, rules.long_overdue_until(work) + timedelta(days=1))
    yield _entry(
        "follow_ups_long_overdue",
        long_over,
        _("Follow-ups long overdue {n}", n=long_over.many),
        P_("narrow", "long overdue {n}", n=long_over.many),
        FollowUpView.LONG_OVERDUE,
        Tone.OVERDUE,
    )


def _entry(
    key: str, counted: CountedItems, text: str, short: str, view: FollowUpView, tone: Tone = Tone.WAITING
) -> Attention:
    return Attention(
        key,
        Concern.HOUSE,
        counted.many,
        text,
        short,
        "orders.follow_ups",
        tone,
        about=view,
        due=counted.first,
    )
