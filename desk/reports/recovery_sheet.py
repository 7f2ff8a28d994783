"""The recovery sheet 恢复密钥单: the paper key that opens the book when nobody can sign in any more."""

from __future__ import annotations

from datetime import datetime

from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Flowable, Spacer

from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, imprint, paper


@on_record()
def of_centre(work: Work, key: str) -> bytes:
    """The sheet of an open data file, for whoever is signed in."""
    mark = imprint.of(work)
    return sheet(mark.centre, mark.printed_by, key, mark.at)


@on_record()
def sheet(centre: str, manager: str, key: str, at: datetime) -> bytes:
    """One A4 page to keep in the safe."""
    groups = key.split("-")
    lines = ["  ".join(groups[:4]), "  ".join(groups[4:])]
    advice = (
        _("With this key the book can be opened when every manager has forgotten the password."),
        _("Keep it in the safe or in a sealed envelope, never beside the computer and never as a photo."),
        _("Whoever has this sheet and the computer can read everything in the book."),
        _("To use it: choose “Forgot the password” when signing in and type the key."),
    )
    story: list[Flowable] = [
        *paper.title(_("Recovery sheet"), centre),
        Spacer(1, 30),
        *(paper.paragraph(line, size=20, font=fonts.BOLD, align=TA_CENTER, lead=2) for line in lines),
        Spacer(1, 30),
        *(paper.paragraph(f"{number}. {text}", size=12, lead=1.9) for number, text in enumerate(advice, 1)),
        *paper.signatures(_("Keeper (signature)"), _("Witness"), _("Date"), width=paper.inner_width()),
    ]
    return paper.build(story, paper.Imprint(centre, manager, at), name=_("Recovery sheet"))
