"""What the migration to version 0010 changed: written into the audit and told, once, at the first sign-in after it."""

from __future__ import annotations

from desk.books import centre
from desk.core.words import _
from desk.core.work import Work

MENDED = "mended_texts"


def tell(work: Work) -> list[str]:
    """Words about texts that lost what is no text, and about those that had to stay; empty when there were none."""
    said = centre.setting(work, MENDED)
    if not said:
        return []
    centre.forget_own(work, MENDED)
    work.audit("book.texts_mended", f"staff:{work.actor.id}", after=said)
    many = sum(map(len, said["changed"].values()))
    words = [
        _(
            "{n} texts held control characters, pasted from elsewhere, with which a workbook does not open. They were "
            "taken out; which ones stands in the audit.",
            n=many,
        )
    ]
    if stay := sum(map(len, said["left"].values())):
        words.append(_("{n} stay as they are: without them two would be the same.", n=stay))
    return words
