"""What this PC remembers of the window, beside the data file: it belongs to the desk, not to the book."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path

from desk.core.os_errors import translate_os_errors
from desk.core.words import RECORD_LANGUAGE, speak
from desk.storage.small_files import keep_object, read_object

PREFERENCES = "window.json"
SCALES = range(50, 401)
"""Percent that are taken from the file, of which the window offers some."""
APPEARANCES = ("system", "light", "dark")
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
        """As they were saved in the data folder; the usual one for each that is not there or is none."""
        kept, offered = read_object(folder / PREFERENCES), (SCALES, APPEARANCES, tuple(LANGUAGES), TEXT_SIZES)
        right = {field.name: values for field, values in zip(fields(cls), offered, strict=True)}
        return cls(**{name: kept[name] for name, values in right.items() if name in kept and kept[name] in values})

    def save(self, folder: Path) -> None:
        """Keep them for the next start. Raises ``EnvironmentFailure``; then they are as they were."""
        with translate_os_errors():
            folder.mkdir(parents=True, exist_ok=True)
        keep_object(folder / PREFERENCES, asdict(self))


def speak_as_chosen(folder: Path) -> None:
    """The language that was chosen on this PC, or the usual one, for this process."""
    speak(Preferences.load(folder).language)
