"""The recorded parts of a spoken call 语音叫号, as far as a machine can hear them: one loudness, nothing cut off, no
gaps, and the sentence in its order. Whether it is well spoken, people have to say.
"""

from __future__ import annotations

import io
import wave
from array import array
from functools import cache
from itertools import chain
from math import log10, sqrt

import pytest

from desk.core.spoken_number import PARTS, parts_of
from desk.services import call_sounds
from desk.services.counter_window import CallSound

FULL = 32_767
MOST_APART = 3.0
"""Decibels between the loudest and the softest part."""
QUIET, LONGEST_SILENCE = 300, 0.08
"""Below that nothing is heard; seconds of it at either end."""
SHORTEST, LONGEST = 2.0, 6.0
"""Seconds of a whole sentence."""


@cache
def part(name: str) -> array[int]:
    with wave.open(str(call_sounds.SOUNDS / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, call_sounds.RATE), name
        assert file.getcomptype() == "NONE", name
        return array("h", file.readframes(file.getnframes()))


def decibels(samples: array[int]) -> float:
    """Loudness below full, by the root mean square."""
    return 20 * log10(sqrt(sum(sample * sample for sample in samples) / len(samples)) / FULL)


def spoken(label: str, window: str) -> array[int]:
    """What comes after the chime and its pause, at full volume."""
    with wave.open(io.BytesIO(call_sounds.of_call(CallSound.VOICE, label, window, 100))) as file:
        whole = array("h", file.readframes(file.getnframes()))
    with wave.open(io.BytesIO(call_sounds.of_call(CallSound.CHIME, label, window, 100))) as file:
        return whole[file.getnframes() :]


def test_every_part_is_as_loud_as_the_others() -> None:
    """They were as high as each other, which left the letters up to nine decibels softer than the digits."""
    loudness = {name: decibels(part(name)) for name in PARTS}
    assert max(loudness.values()) - min(loudness.values()) < MOST_APART, loudness
    assert min(loudness.values()) > -24, "to be heard in a hall"


@pytest.mark.parametrize("name", PARTS)
def test_no_part_is_cut_off_at_the_top_or_silent_at_its_ends(name: str) -> None:
    samples = part(name)
    assert max(map(abs, samples)) < FULL - 1_000
    heard = [place for place, sample in enumerate(samples) if abs(sample) > QUIET]
    assert heard[0] < LONGEST_SILENCE * call_sounds.RATE
    assert len(samples) - 1 - heard[-1] < LONGEST_SILENCE * call_sounds.RATE


@pytest.mark.parametrize(
    ("label", "window"),
    [
        ("A012", "2号窗口"),
        ("A001", "1号窗口"),
        ("W999", "35号窗口"),
        ("X1003", "12号窗"),
        ("B007", ""),
        ("C120", "综合窗口"),
    ],
)
def test_the_sentence_is_its_parts_in_their_order_and_takes_a_few_seconds(label: str, window: str) -> None:
    said = spoken(label, window)
    parts = parts_of(label, window)
    assert said == array("h", chain.from_iterable(map(part, parts)))
    assert SHORTEST < len(said) / call_sounds.RATE < LONGEST
