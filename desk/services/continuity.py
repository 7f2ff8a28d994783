"""Is the book still the one that was last used? What a crash, a copied file or an exchanged key file took away is told.

The newest audit line is kept outside the book (``storage/head.py``), the number of the last change of the key slots
inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.books import audit_queries, centre, staff
from desk.core.audit_head import AuditHead
from desk.core.calendar import moment_words
from desk.core.clock import moment_of
from desk.core.words import _, listed
from desk.core.work import Work
from desk.storage import data_file_id
from desk.storage.keys import KeyFile, KeySlot


@dataclass(frozen=True)
class LostActions:
    """Audit lines that were confirmed and are not in the book: after line ``kept`` up to ``newest``; none ``kept``
    means that the book went another way since.
    """

    kept: AuditHead
    newest: AuditHead

    @property
    def many(self) -> int:
        """How many confirmed lines are missing."""
        return self.newest.number - self.kept.number


def lost_since(work: Work, newest: AuditHead) -> LostActions | None:
    """What the book lacks of what the line kept outside it says; None when it is all there, or nothing was kept
    outside.
    """
    if not newest.number:
        return None
    line = audit_queries.line(work, newest.number)
    if line is not None and line.hash == newest.hash:
        return None
    last = None if line else audit_queries.line_before(work, newest.number)
    return LostActions(last or AuditHead(0, 0, ""), newest)


def newest(work: Work) -> AuditHead:
    """The newest audit line of the book."""
    head = audit_queries.newest_line(work)
    assert head is not None, "making a data file writes the first line"
    return head


def words_of(lost: LostActions | None) -> str:
    """For whoever signs in first; empty when nothing is missing."""
    if lost is None:
        return ""
    if not lost.kept.number:
        return _(
            "This book is not the one that was last open here ({until}): it was exchanged or copied back from "
            "elsewhere. Please tell the manager before going on.",
            until=_moment(lost.newest.at),
        )
    return _(
        "{n} confirmed actions between {since} and {until} are missing, perhaps after a power cut. "
        "Please compare with the papers of that time and enter them again.",
        n=lost.many,
        since=_moment(lost.kept.at),
        until=_moment(lost.newest.at),
    )


def note_lost(work: Work, lost: LostActions) -> None:
    """It stands in the chain from now on."""
    after = {"kept": lost.kept.number, "newest": lost.newest.number, "at": lost.newest.at, "hash": lost.newest.hash}
    work.audit("book.lines_missing", f"audit:{lost.newest.number}", after=after)


def note_key_generation(work: Work, number: int) -> None:
    """Keep in the book which change of the key slots belongs to it, so that an older key file is noticed."""
    centre.keep_own(work, data_file_id.KEY_GENERATION, number)


def key_file_words(work: Work, slots: KeyFile, key: bytes) -> str:
    """Words about a key file that is damaged, older than the book, or was not written by this program; empty when it is
    sound.
    """
    known = data_file_id.key_generation(work.connection)
    if slots.from_before:
        return _(
            "The key file was damaged and was put back from the version before. Whoever was added last may need a new "
            "password."
        )
    if known and not slots.is_sealed_by(key):
        return _("The key file was changed from outside. Please tell the manager: all passwords should be set anew.")
    if slots.generation < known:
        return _(
            "The key file is older than the book: old passwords may open it again. Please tell the manager: "
            "passwords that were changed lately should be set anew."
        )
    return ""


def are_to_be_saved(work: Work, slots: KeyFile, present: KeyFile) -> bool:
    """Does the key file lack something that ``slots`` have: is it mended from the version before, never sealed, of an
    earlier program that did not say whose book it opens, or with slots that are nobody's?
    """
    is_unsealed = not (slots.seal or data_file_id.key_generation(work.connection))
    is_unnamed = slots.book != data_file_id.book_id(work.connection)
    return slots.from_before or is_unsealed or is_unnamed or slots.slots != present.slots


def strays(work: Work, slots: KeyFile) -> list[KeySlot]:
    """Key slots of nobody who may sign in: after a backup was brought back, or an older key file put beside the book.
    Left there, somebody who gets that number later could be taken for their owner.
    """
    known = {person.id: person.name for person in staff.everyone(work) if person.active}
    return [slot for slot in slots.people if not staff.is_named(known.get(slot.id, ""), slot.name)]


def stray_words(slots: Sequence[KeySlot]) -> str:
    """What is said of key slots that were taken out; empty when there were none."""
    if not slots:
        return ""
    return _(
        "The key file had passwords of {n} who do not work here ({names}). They were taken out, as after restoring a "
        "backup. If nobody restored one, please tell the manager.",
        n=len(slots),
        names=listed(slot.name for slot in slots),
    )


def _moment(at: int) -> str:
    return moment_words(moment_of(at))
