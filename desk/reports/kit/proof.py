"""The code against later changes 防篡改校验码: its beginning in the text, the whole of it in the appendix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from desk.core.words import _
from desk.reports.kit import fonts, paper

SHOWN = 8
"""Characters of a code that stand in a text."""
_CODE = re.compile("[0-9a-f]{64}")


def shortened(text: str) -> str:
    """A text with only the beginning of each code in it."""
    return _CODE.sub(lambda code: code[0][:SHOWN], text)


def appendix(codes: Sequence[tuple[str, str]]) -> list[Flowable]:
    """What each code is of, and the whole code in groups; how it is made stands here and nowhere else."""
    head = paper.paragraph(_("Appendix: codes against later changes"), size=9.5, font=fonts.BOLD)
    return [Spacer(1, 6), head, *in_full(codes)]


def in_full(codes: Sequence[tuple[str, str]]) -> list[Flowable]:
    """The same without a heading."""
    story: list[Flowable] = []
    for of_what, code in codes:
        groups = " ".join(code[at : at + SHOWN] for at in range(0, len(code), SHOWN))
        story.append(paper.paragraph(" ".join(filter(None, (of_what, groups))), size=8.5, colour=paper.GREY))
    method = _("Made by SHA-256 over all entries in their order; the program checks it at any time.")
    return [*story, paper.paragraph(method, size=8.5, colour=paper.GREY)]


def codes_in(sentences: Sequence[str]) -> list[tuple[str, str]]:
    """The codes in these sentences, each with what stands before it."""
    return [(text[: code.start()], code[0]) for text in sentences for code in _CODE.finditer(text)]
