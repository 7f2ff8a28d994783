"""Which window 窗口 of the hall this PC stands at, how its calls sound, and whether tickets are printed at once.

It belongs to the desk and not to the data file, beside which it is kept.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from desk.core.errors import Invalid, Problem
from desk.core.words import NP_, Worded, _
from desk.storage.small_files import keep_object, read_object

COUNTER = "counter.json"
LONGEST = 12
"""Characters of a window's name: so many can be read on the public screen."""
LOUDNESS = range(10, 101)
"""Percent."""


class CallSound(Worded):
    """What is heard when a number is called 叫号声音."""

    OFF = "off", NP_("call", "Silent")
    CHIME = "chime", NP_("call", "Chime")
    VOICE = "voice", NP_("call", "Chime and voice")


@dataclass(frozen=True)
class CounterWindow:
    """``name`` as 1号窗口, empty where it was not set; ``volume`` in percent."""

    name: str = ""
    sound: CallSound = CallSound.VOICE
    volume: int = 80
    prints_tickets: bool = False
    """Is a ticket 取号小票 printed as soon as a number is given?"""

    @classmethod
    def load(cls, folder: Path) -> CounterWindow:
        """As it was kept in the data folder; the usual value of each part that is not there or is none."""
        kept, usual = read_object(folder / COUNTER), cls()
        name, sound, volume, prints = (kept.get(part) for part in ("name", "sound", "volume", "prints_tickets"))
        return cls(
            name if isinstance(name, str) and len(name) <= LONGEST else usual.name,
            CallSound(sound) if sound in set(CallSound) else usual.sound,
            volume if type(volume) is int and volume in LOUDNESS else usual.volume,
            prints if isinstance(prints, bool) else usual.prints_tickets,
        )

    def save(self, folder: Path) -> None:
        """Keep it. Raises ``Invalid`` for a name that is too long, ``EnvironmentFailure`` where it cannot be kept."""
        if len(self.name) > LONGEST:
            sentence = _("The name of a window has at most {n} characters, as in Window 1.", n=LONGEST)
            raise Invalid(Problem("name", sentence))
        keep_object(folder / COUNTER, asdict(self))
