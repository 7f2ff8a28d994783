"""Kinds of documents as whoever loads the printers tells them apart, and what is loaded."""

from __future__ import annotations

from desk.core.words import NP_, Worded


class PaperKind(Worded):
    """What a document is to whoever loads the printers."""

    RECEIPT = "receipt", NP_("printing", "Receipts and notices")
    TICKET = "ticket", NP_("printing", "Queue tickets")
    LABEL = "label", NP_("printing", "Labels")
    REPORT = "report", NP_("printing", "Reports and other papers")


class Sheet(Worded):
    """The paper in the printer. ``OWN`` is the size that the document is made for."""

    OWN = "own", NP_("printing", "As the document")
    A4 = "a4", NP_("printing", "A4")
    A5 = "a5", NP_("printing", "A5")
    ROLL = "roll", NP_("printing", "80 mm roll")
