"""What set-up says: every sentence in Chinese and in English, because nobody has chosen a language yet."""

from __future__ import annotations

import sys

UPDATE_WAITS = "DESK_UPDATE_WAITS"
"""Set for the desk when it opens with the libraries of an older lock."""


class Stop(Exception):
    """Set-up cannot go on: what to do, in Chinese and English, and perhaps ``command``, one complete line to type."""

    def __init__(self, chinese: str, english: str, command: str = "") -> None:
        super().__init__(chinese, english)
        self.chinese, self.english, self.command = chinese, english, command

    @property
    def reason(self) -> tuple[str, str]:
        """Only why, without what to do: the first sentences."""
        return self.chinese.partition("。")[0], self.english.partition(". ")[0].rstrip(".:")

    @property
    def text(self) -> str:
        """Both languages, and below them the command that mends it."""
        return "\n".join(filter(None, (self.chinese, self.english, f"\n    {self.command}\n" if self.command else "")))


def tell(chinese: str, english: str) -> None:
    """A plain line of progress."""
    print(f"{chinese} / {english}", flush=True)


def warn(chinese: str, english: str) -> None:
    """Words on stderr that stop nothing."""
    print(f"{chinese}\n{english}", file=sys.stderr, flush=True)


def megabytes(size: int) -> str:
    """``size`` in bytes, as people compare it with a stick or a tariff: 173 MB, and never 0."""
    return f"{max(1, round(size / 1e6))} MB"


def speak_on_any_terminal() -> None:
    """A terminal that cannot show Chinese gets question marks instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
