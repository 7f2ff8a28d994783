"""What is heard when a number is called 叫号声音, as one WAV in memory: two tones, and after them the spoken number.

The tones are reckoned here; the parts of the sentence lie in ``resources/sounds``, made by ``python -m tests.sounds``.
"""

from __future__ import annotations

import io
import wave
from array import array
from functools import cache
from itertools import chain
from math import exp, pi, sin

from desk.core.resources import RESOURCES
from desk.core.spoken_number import parts_of
from desk.services.counter_window import CallSound

SOUNDS = RESOURCES / "sounds"
RATE = 22_050
"""Samples a second, mono, 16 bit."""
TONES = ((659.26, 0.45), (523.25, 0.8))
"""Hertz and seconds of the chime: e and c below it, a falling third."""
LOUD = 24_000
"""Of 32,767: the highest value of a tone."""
PAUSE = 0.12
"""Seconds between the chime and the words."""


def of_call(sound: CallSound, label: str, window: str, volume: int) -> bytes:
    """The WAV for a call; empty where nothing is to be heard. ``volume`` in percent."""
    if sound is CallSound.OFF:
        return b""
    spoken = [_part(name) for name in parts_of(label, window)] if sound is CallSound.VOICE else []
    samples = chain(_chime(), array("h", bytes(2 * int(PAUSE * RATE))), *spoken)
    return _wav(array("h", (sample * volume // 100 for sample in samples)))


@cache
def _chime() -> array[int]:
    """Two bells, one after the other: each a tone and its octave that die away."""
    made = array("h")
    for hertz, seconds in TONES:
        for place in range(int(seconds * RATE)):
            at = place / RATE
            swing = sin(2 * pi * hertz * at) * 0.75 + sin(4 * pi * hertz * at) * 0.25
            made.append(round(LOUD * swing * exp(-4 * at) * min(1.0, at * 200)))
    return made


@cache
def _part(name: str) -> array[int]:
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        return array("h", file.readframes(file.getnframes()))


def _wav(samples: array[int]) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()
