"""A year with each partner on paper 单位年度共建情况表: a page each, to be handed over at the end of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer

from desk.books.organisations.model import Organisation
from desk.core.calendar import full_date_words
from desk.core.identity import mask_text
from desk.core.plain_text import excerpt
from desk.core.words import N_, NP_, P_, _, listed, on_record, phrases
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.organisations import year as reading
from desk.reports.organisations.year import PartnerPage

OFFERINGS = (
    (NP_("organisation", "Offering"), 60),
    (N_("From"), 22),
    (N_("To"), 22),
    (NP_("organisation", "Promised times"), 18),
    (NP_("organisation", "Delivered times"), 18),
    (NP_("organisation", "People reached"), 18),
)
HELD = ((N_("Day"), 24), (NP_("organisation", "Activity held"), 100), (NP_("organisation", "People reached"), 22))
OWED = (
    (NP_("follow-up", "Number"), 26),
    (NP_("follow-up", "What is to be done"), 84),
    (NP_("follow-up", "Due day"), 24),
    (N_("State"), 30),
)
SIZE = 10
MOST_OFFERINGS, MOST_HELD, MOST_OWED = 9, 8, 4
"""Rows of each, so that a partner's year stays on a page."""


@on_record()
def pdf(work: Work, year: int, organisation: Organisation | None = None) -> bytes:
    """A4 portrait, a page for each partner."""
    story: list[Flowable] = []
    for each in reading.read(work, year, organisation):
        story += [PageBreak()] if story else []
        story += _page(work, year, each)
    if not story:
        story = [*paper.title(_("Partner's year")), paper.paragraph(_("There are no red partners yet."))]
    name = _("{title} {day}", title=_("Partner's year"), day=year)
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def _page(work: Work, year: int, shown: PartnerPage) -> list[Flowable]:
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    below = P_("paper", "{centre} · {year}", centre=imprint.of(work).centre, year=year)
    story: list[Flowable] = [
        *paper.title(_("Partner's year"), below),
        paper.facts(_facts(shown), width),
        *paper.heading(P_("organisation", "What was promised and delivered")),
        _table(OFFERINGS, list(_offerings(shown)), MOST_OFFERINGS, width, (3, 4, 5)),
        *_over_new_year(shown, year),
        *paper.heading(P_("organisation", "Activities held")),
        _table(HELD, list(_held(shown)), MOST_HELD, width, (2,)),
    ]
    if shown.owed:
        story += paper.heading(P_("organisation", "What it was to do"))
        story.append(_table(OWED, list(_owed(work, shown)), MOST_OWED, width))
    signing = paper.signatures(P_("paper", "Centre (seal)"), P_("paper", "Partner (seal)"), _("Date"), width=width)
    return [*story, Spacer(1, 6), *signing]


def _over_new_year(shown: PartnerPage, year: int) -> list[Flowable]:
    """That what is promised over New Year counts whole in each of its years, where somebody could add up two sheets."""
    if all(each.first.year == each.last.year == year for each in shown.offerings):
        return []
    sentence = _(
        "Terms over New Year: what is promised counts whole in each of their years. Delivered is of the whole term in "
        "this table, and of this year above."
    )
    return [paper.paragraph(sentence, size=9, colour=paper.GREY)]


def _facts(shown: PartnerPage) -> list[tuple[str, str]]:
    organisation, line, year = shown.organisation, shown.year.line, shown.year
    number = line.pairing.number if line.pairing else ""
    until = _("until {day}", day=full_date_words(line.until)) if line.until else ""
    standing = phrases(filter(None, (f"{line.standing.label} {number}".strip(), until)))
    in_time = _("{n} of {all} matters", n=year.in_time, all=year.owed) if year.owed else P_("organisation", "none")
    return [
        (P_("organisation", "Name"), organisation.name),
        (P_("organisation", "Kind"), organisation.kind.label),
        (P_("organisation", "Party organisation"), organisation.party_name or "—"),
        (P_("organisation", "Known as"), listed(role.label for role in organisation.roles)),
        (P_("organisation", "Pairing"), standing),
        (P_("organisation", "Settled in time"), in_time),
        (P_("organisation", "Promised, delivered"), _("{n} of {all} times", n=line.delivered, all=line.promised)),
        (P_("organisation", "People reached"), _("{n} people reached", n=f"{line.people:,}")),
        (P_("organisation", "Activities held"), _("{n}, {people} people", n=year.held, people=f"{year.held_people:,}")),
        (P_("organisation", "Orders helped with"), _("{n} orders", n=year.helped)),
    ]


def _table(
    columns: Sequence[tuple[str, int]],
    rows: Sequence[list[str]],
    most: int,
    width: float,
    numbers: Sequence[int] = (),
) -> Flowable:
    """The first rows, and how many more there are."""
    if not rows:
        return paper.paragraph(P_("organisation", "none"))
    shown = [TableRow(row) for row in rows[:most]]
    if len(rows) > most:
        shown.append(TableRow([_("{n} more", n=len(rows) - most)], group=True))
    return LongTable(fitted(columns, width, numbers), shown, SIZE)


def _offerings(shown: PartnerPage) -> Iterator[list[str]]:
    for each in shown.offerings:
        yield [
            each.title,
            full_date_words(each.first),
            full_date_words(each.last),
            str(each.promised),
            str(each.delivered),
            str(each.people),
        ]


def _held(shown: PartnerPage) -> Iterator[list[str]]:
    for each in shown.held:
        yield [full_date_words(each.day), each.title, "" if each.people is None else str(each.people)]


def _owed(work: Work, shown: PartnerPage) -> Iterator[list[str]]:
    for each in shown.owed:
        late = each.is_overdue(work.today)
        state = P_("follow-up", "{state}, overdue", state=each.state.label) if late else each.state.label
        yield [each.number, excerpt(mask_text(each.description), ""), full_date_words(each.due_on), state]
