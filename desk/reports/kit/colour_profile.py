"""The colours of a paper 输出意图: sRGB (IEC 61966-2-1) as an ICC profile of version 2.1, made here from the standard's
own numbers, so that no file of anybody else's is shipped.
"""

from __future__ import annotations

import struct
from functools import cache

NAME = "sRGB IEC61966-2.1"
D50 = (0.9642, 1.0, 0.8249)
RED, GREEN, BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
"""The primaries, adapted to D50 as a profile wants them (Bradford)."""
STEPS = 1024
"""Points of the curve from a value to its light."""
HEADER, ENTRY = 128, 12
"""Bytes of the head, and of a line in the table of tags."""


@cache
def srgb() -> bytes:
    """The whole profile, the same bytes every time."""
    curve, tags = _curve(), {}
    tags["desc"], tags["cprt"] = _description(NAME), b"text" + bytes(4) + b"No copyright, use freely\0"
    tags |= {name: _xyz(*at) for name, at in (("wtpt", D50), ("rXYZ", RED), ("gXYZ", GREEN), ("bXYZ", BLUE))}
    begins = HEADER + 4 + ENTRY * (len(tags) + 3)
    table, data = b"", b""
    for name, content in tags.items():
        table += struct.pack(">4sII", name.encode(), begins + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    for name in ("rTRC", "gTRC", "bTRC"):
        table += struct.pack(">4sII", name.encode(), begins + len(data), len(curve))
    body = struct.pack(">I", len(tags) + 3) + table + data + curve
    return _header(HEADER + len(body)) + body


def _header(size: int) -> bytes:
    """Of a monitor's profile, from RGB to XYZ."""
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    return (head + struct.pack(">3i", *map(_fixed, D50))).ljust(HEADER, b"\0")


def _fixed(value: float) -> int:
    """As a number with sixteen bits after the point."""
    return round(value * 65536)


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, values))


def _description(text: str) -> bytes:
    """In ASCII; the other two scripts are empty."""
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text.encode() + b"\0" + bytes(8 + 3 + 67)


def _curve() -> bytes:
    light = [_light(step / (STEPS - 1)) for step in range(STEPS)]
    return b"curv" + bytes(4) + struct.pack(f">I{STEPS}H", STEPS, *(round(value * 65535) for value in light))


def _light(value: float) -> float:
    """How bright a value is, both from 0 to 1."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
