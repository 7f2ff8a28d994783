"""What stands in a form of the district 区级表样 where a figure belongs: ``{{visits}}``, ``{{cases@before}}``.

``@before`` asks for the period before 上期, ``@year_before`` for the same one last year 上年同期, ``@numerator`` and
``@denominator`` for the parts 分子、分母 of a share or mean. A few words stand for what is no figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desk.core.words import NP_

SHAPE = re.compile(r"[{｛]{2}([^{}｛｝\n]*)[}｝]{2}")
"""As it is typed, also with the braces of a Chinese keyboard."""
LOOSE = re.compile(r"[{｛]{2}|[}｝]{2}")
"""What is left of one that was typed in part."""
BEFORE, YEAR_BEFORE = "before", "year_before"
NUMERATOR, DENOMINATOR = "numerator", "denominator"
PERIODS, PARTS = (BEFORE, YEAR_BEFORE), (NUMERATOR, DENOMINATOR)
PERIOD = "period"
WORDS: Mapping[str, str] = {
    PERIOD: NP_("report form", "Period"),
    "centre": NP_("report form", "Name of the centre"),
    "district": NP_("report form", "District"),
    "today": NP_("report form", "Day on which it is filled in"),
}
"""What is no figure."""


@dataclass(frozen=True)
class Code:
    """What a placeholder asks for."""

    figure: str
    """The code of a figure, or one of ``WORDS``."""
    of: str = ""
    """Of which period: empty for the one reported, else one of ``PERIODS``."""
    part: str = ""
    """Which part of it: empty for the value, else one of ``PARTS``."""

    @property
    def text(self) -> str:
        """As it is kept: cases@before."""
        return "@".join(filter(None, (self.figure, self.of, self.part)))

    @property
    def placeholder(self) -> str:
        """As it stands in a form."""
        return "{{" + self.text + "}}"


@dataclass(frozen=True)
class Answer:
    """What comes into the place of a code."""

    text: str
    """As it reads within a sentence."""
    number: int | float | None = None
    """What a cell of its own gets; None where there is none, or where ``is_number`` says that it is a text."""
    is_number: bool = False
    percent: bool = False
    """Is the number of a hundred? A cell whose format is a percentage gets the hundredth part."""
    day: date | None = None
    """A day; a cell whose format is a date gets it as one."""


Answers = Mapping[str, Answer]
"""By the text of the code."""


def plain(typed: str) -> str:
    """What was typed between the braces, as a code is written: without spaces, invisible and wide signs."""
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if unicodedata.category(sign) != "Cf")
    return "".join(kept.split()).lower()


def read(typed: str) -> Code | None:
    """The code that was typed between the braces; None where what follows an @ is none of the words for it."""
    figure, *more = plain(typed).split("@")
    of = [word for word in more if word in PERIODS]
    part = [word for word in more if word in PARTS]
    if not figure or len(of) > 1 or len(part) > 1 or len(of) + len(part) < len(more):
        return None
    return Code(figure, "".join(of), "".join(part))


def name(typed: str) -> str:
    """By what the answer to a placeholder is found; of one that is no code, what was typed."""
    code = read(typed)
    return code.text if code else plain(typed)


def within(text: str) -> Iterator[re.Match[str]]:
    """Each placeholder of a text; its first group is what stands between the braces."""
    return SHAPE.finditer(text)


def alone(text: str) -> str | None:
    """What stands between the braces of a text that is nothing but one placeholder; else None."""
    match = SHAPE.fullmatch(text.strip())
    return match[1] if match else None


def is_torn(text: str) -> bool:
    """Is one typed in part, with braces at one side only?"""
    return bool(LOOSE.search(SHAPE.sub("", text)))
