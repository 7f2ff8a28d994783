"""What this PC remembers of the window, beside the data file: it belongs to the desk, not to the book."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from desk.core.words import RECORD_LANGUAGE, speak

PREFERENCES = "window.json"
TEXT_SIZES = (100, 112, 125)
"""Percent of the usual size of letters: 标准, 大, 特大."""
LANGUAGES = {"zh_CN": "中文", "en": "English"}
"""Each by its own name, so that whoever cannot read the present one finds it."""


@dataclass(frozen=True)
class Preferences:
    """Scale in percent; light, dark or as the system has it; the language of window and command line; the size of the
    letters, of ``TEXT_SIZES``.
    """

    scale: int = 100
    appearance: str = "system"
    language: str = RECORD_LANGUAGE
    text_size: int = TEXT_SIZES[0]

    @classmethod
    def load(cls, folder: Path) -> Preferences:
        """As they were saved in the data folder; the usual ones where there are none that can be read."""
        try:
            return cls(**json.loads((folder / PREFERENCES).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, folder: Path) -> None:
        """Keep them for the next start."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PREFERENCES).write_text(json.dumps(asdict(self)), "utf-8")


def speak_as_chosen(folder: Path) -> None:
    """The language that was chosen on this PC, or the usual one, for this process."""
    chosen = Preferences.load(folder).language
    speak(chosen if chosen in LANGUAGES else RECORD_LANGUAGE)
