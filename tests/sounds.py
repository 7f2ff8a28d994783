"""Makes the recorded parts of the spoken queue numbers: ``resources/sounds/*.wav``.

``python -m tests.sounds`` speaks them with eSpeak NG's Mandarin voice, which the package ``espeakng-loader`` of the
package registry brings (0.2.4 was used). It is no part of the desk and of its tests: install it in an environment that
is thrown away, in which this module needs nothing else.
"""

from __future__ import annotations

import ctypes
import wave
from array import array
from collections.abc import Sequence
from math import sqrt

from desk.core.spoken_number import PARTS
from desk.installation.places import HOME

RATE = 22_050
SLOW, SPEED_PARAMETER = 135, 1
"""Words a minute: slower than usual, for a hall."""
SYNCHRONOUS, UTF_8 = 2, 1
QUIET = 300
"""Of 32,767: below that nothing is heard, and the beginning and the end of a part are cut off."""
EDGE = RATE // 50
"""Samples that stay before and after what is heard."""
LOUDNESS = 4_640
"""Of 32,767, the root mean square of what is heard of a part, 17 dB below full: all parts sound as loud. A part with
sharp peaks, as X, stays a little softer, so that nothing is cut off at ``LOUDEST``."""
LOUDEST = 31_000
FRAME, PAUSE = RATE // 50, 0.1
"""A frame of so many samples counts as a pause within a part below this share of its loudest one."""

Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Voice:
    """eSpeak NG, speaking Mandarin into memory."""

    def __init__(self) -> None:
        import espeakng_loader

        self._samples = array("h")
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._heard = Heard(self._take)
        data = espeakng_loader.get_data_path().encode()
        assert self._library.espeak_Initialize(SYNCHRONOUS, 0, data, 0) == RATE
        self._library.espeak_SetSynthCallback(self._heard)
        assert self._library.espeak_SetVoiceByName(b"cmn") == 0
        self._library.espeak_SetParameter(SPEED_PARAMETER, SLOW, 0)

    def _take(self, samples: ctypes._Pointer[ctypes.c_short], many: int, _events: int) -> int:
        if samples and many > 0:
            self._samples.extend(samples[:many])
        return 0

    def say(self, text: str) -> array:
        """The samples of a text, cut at both ends and as loud as the others."""
        del self._samples[:]
        spoken = text.encode() + b"\0"
        assert self._library.espeak_Synth(spoken, len(spoken), 0, 0, 0, UTF_8, None, None) == 0
        loud = [place for place, sample in enumerate(self._samples) if abs(sample) > QUIET]
        heard = self._samples[max(loud[0] - EDGE, 0) : loud[-1] + EDGE]
        gain = min(LOUDNESS / loudness(heard), LOUDEST / max(map(abs, heard)))
        return array("h", (round(sample * gain) for sample in heard))


def loudness(samples: Sequence[int]) -> float:
    """The root mean square of a part without its pauses, which make nothing softer."""
    starts = range(0, len(samples) - FRAME + 1, FRAME)
    powers = [sum(sample * sample for sample in samples[at : at + FRAME]) / FRAME for at in starts]
    heard = [power for power in powers if power > max(powers) * PAUSE**2]
    return sqrt(sum(heard) / len(heard))


def main() -> None:
    """Write every part."""
    voice, whole = Voice(), 0
    folder = HOME / "resources" / "sounds"
    for name, text in PARTS.items():
        samples = voice.say(text)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())
        whole += (folder / f"{name}.wav").stat().st_size
        print(f"{name}: {text}, {len(samples) / RATE:.2f} s")
    print(f"sounds: {len(PARTS)} parts, {whole:,} bytes")


if __name__ == "__main__":
    main()
