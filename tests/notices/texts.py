"""Licence texts: how they are read and compared, and which of those that are kept belongs to an expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.notices.places import TEXTS

PUBLIC_DOMAIN = "Public domain"
"""Stands where an SPDX expression would: there is no licence, and so no text."""


@dataclass(frozen=True)
class Text:
    """A licence text. ``what`` is the file that it is, or the parts that it is for; none for a package as a whole.

    One that is kept in ``texts/`` has a ``name``.
    """

    words: str
    what: str
    name: str = ""


def cleaned(raw: bytes) -> str:
    """One way of ending lines, nothing that a plain viewer would show as a box."""
    text = raw.decode("utf-8-sig", errors="replace").replace("\f", "\n").expandtabs(4)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def collapsed(text: str) -> str:
    """What two texts are compared by: wrapping and indentation are no difference."""
    return " ".join(text.split())


def path_of(name: str) -> Path:
    return TEXTS / f"{name}.txt"


def kept(name: str, what: str = "") -> Text:
    """One of the texts of ``texts/``."""
    return Text(cleaned(path_of(name).read_bytes()), what, name)


def chosen(expression: str) -> list[str] | None:
    """The kept texts that tell what an SPDX expression says: of alternatives the first whose texts are all kept.

    None when no choice of alternatives has all its texts.
    """
    names: list[str] = []
    if expression == PUBLIC_DOMAIN:
        return names
    for needed in re.split(r"\bAND\b", expression):
        for alternative in re.split(r"\bOR\b", needed):
            ids = [_plain(word) for word in re.findall(r"[\w.+-]+", alternative) if word != "WITH"]
            if all(path_of(each).exists() for each in ids):
                names += ids
                break
        else:
            return None
    return sorted(set(names))


def _plain(licence: str) -> str:
    """GPL-3.0-only and GPL-3.0-or-later have one text."""
    return licence.removesuffix("-only").removesuffix("-or-later")
