"""One follow-up on paper 督办单: what is to be done, by whom and by when, its history, photos, and lines to sign."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books.follow_ups import photos, queries, source_queries
from desk.books.follow_ups.model import FollowUp, FollowUpMove, FollowUpOutcome, FollowUpState
from desk.core.calendar import full_date_words, full_moment_words
from desk.core.identity import mask_text
from desk.core.words import NP_, P_, _, bracketed, on_record, phrases
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.kit.photo_grid import photo_grid
from desk.reports.kit.writing_box import writing_box
from desk.storage.files import PhotoStore

HISTORY = (
    (NP_("history of a follow-up", "When"), 24),
    (NP_("history of a follow-up", "What"), 26),
    (NP_("history of a follow-up", "Who"), 20),
    (NP_("history of a follow-up", "Remark"), 70),
)
"""(heading, share of the width)."""
SIZE = 9.5


@on_record()
def pdf(work: Work, item: FollowUp, files: PhotoStore) -> bytes:
    """A4 portrait; telephones and ID numbers in what was typed are masked."""
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    moves = queries.moves_of(work, item.id)
    story: list[Flowable] = [
        *paper.title(_("Follow-up sheet"), imprint.of(work).centre),
        paper.facts(_facts(work, item), width),
        *paper.heading(P_("follow-up", "What is to be done")),
        writing_box(item.masked, width, 22),
        *paper.heading(P_("follow-up", "History")),
        LongTable(fitted(HISTORY, width), [_row(each) for each in moves], SIZE),
        *_proof(work, item, files, width),
        *paper.heading(P_("follow-up", "Result")),
        writing_box(_result(moves), width, 26, signed=True),
        *paper.heading(P_("follow-up", "Opinion of the checker")),
        writing_box(_opinion(item, moves), width, 26, signed=True),
        Spacer(1, 4),
    ]
    return paper.build(
        story, imprint.of(work), name=_("Follow-up sheet {number}", number=item.number), margins=paper.FORM_MARGINS
    )


def _facts(work: Work, item: FollowUp) -> list[tuple[str, str]]:
    source = source_queries.sources(work, [item]).get(item.id)
    due = full_date_words(item.due_on)
    if item.due_on != item.first_due_on:
        due += bracketed(_("first {day}", day=full_date_words(item.first_due_on)))
    state = item.state_words + (f" {item.same_as}" if item.same_as else "")
    urgency = P_("follow-up", "Urgent") if item.urgent else P_("follow-up", "Ordinary")
    return [
        (P_("follow-up", "Number"), item.number),
        (
            P_("follow-up", "Kind"),
            item.kind.label + bracketed(phrases([*([source.number] if source else []), urgency])),
        ),
        (P_("follow-up", "Owner"), item.owner + bracketed(item.owner_kind.label)),
        (P_("follow-up", "Checker"), item.checked_by),
        (P_("follow-up", "Opened by"), f"{item.opener} {full_moment_words(item.opened_at)}"),
        (P_("follow-up", "Due day"), due),
        (_("State"), state),
        (P_("follow-up", "Returned and extended"), _("{a} and {b} times", a=item.returned, b=item.extended)),
    ]


def _row(move: FollowUpMove) -> TableRow:
    return TableRow([full_moment_words(move.at), move.title, move.by, mask_text(move.remark)])


def _proof(work: Work, item: FollowUp, files: PhotoStore, width: float) -> list[Flowable]:
    shown = [(each.file, f"{full_moment_words(each.at)}　{each.name}") for each in photos.of(work, item.id)]
    return [*paper.heading(P_("follow-up", "Proof")), photo_grid(shown, files, width)] if shown else []


def _result(moves: list[FollowUpMove]) -> str:
    """What was reported last, where it stands still; empty to be written in by hand."""
    last = next((each for each in reversed(moves) if each.was is not each.state), None)
    if last is None or last.state not in (FollowUpState.DONE, FollowUpState.CLOSED):
        return ""
    done = [each.remark for each in moves if each.state is FollowUpState.DONE and each.was is not each.state]
    return mask_text(done[-1]) if done else ""


def _opinion(item: FollowUp, moves: list[FollowUpMove]) -> str:
    """How it was closed; empty while it is not."""
    if item.state is not FollowUpState.CLOSED:
        return ""
    last = next(each for each in reversed(moves) if each.outcome is not FollowUpOutcome.NONE)
    means = bracketed(last.officer_means.label) if item.officer_id else ""
    return f"{last.outcome.label}{means}　{mask_text(last.remark)}"
