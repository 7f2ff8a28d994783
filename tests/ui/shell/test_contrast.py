"""Whatever meets on screen can be told apart: words 4.5:1, shapes 3:1 (WCAG 2.1, 1.4.3 and 1.4.11), in both themes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import desk.ui
from desk.core.tone import Tone
from desk.ui.shell.tokens import DARK, LIGHT, OF_TONE, Tokens
from tests.support.pictures import contrast

WORDS = {
    "text": "ground panel sunken hover press select seg_on bad_soft info_soft good_soft warn_soft idle_soft drill_soft",
    "muted": "ground panel sunken hover press select seg good_soft warn_soft bad_soft info_soft idle_soft drill_soft",
    "brand": "ground panel",
    "on_brand": "brand_fill brand_over brand_deep alarm",
    "on_deep": "brand_deep",
    "good": "good_soft panel select hover",
    "warn": "warn_soft panel select hover",
    "bad": "bad_soft panel ground select hover",
    "info": "info_soft panel",
    "idle": "idle_soft panel",
    "drill": "drill_soft panel",
    "panel": "text",
}
"""Each ink with the grounds that it is read on."""
SHAPES = {"edge": "panel ground", "focus": "panel ground select", "brand": "ground panel", "alarm": "panel"}

both = pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])


def too_close(c: Tokens, pairs: dict[str, str], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(getattr(c, ink), getattr(c, ground)):.2f}"
        for ink, grounds in pairs.items()
        for ground in grounds.split()
        if contrast(getattr(c, ink), getattr(c, ground)) < least
    ]


@both
def test_words_can_be_read(c: Tokens) -> None:
    assert too_close(c, WORDS, 4.5) == []


@both
def test_shapes_can_be_seen(c: Tokens) -> None:
    assert too_close(c, SHAPES, 3) == []
    assert [colour for colour in c.data if contrast(colour, c.panel) < 3] == []


@both
@pytest.mark.parametrize("tone", Tone)
def test_every_tone_can_be_read(c: Tokens, tone: Tone) -> None:
    assert contrast(*OF_TONE[tone](c)) >= 4.5


@both
def test_the_shifts_of_a_roster_can_be_read(c: Tokens) -> None:
    assert [ink for ink, ground in c.shifts if contrast(ink, ground) < 4.5] == []
    assert len({*c.shifts}) == len(c.shifts) == 8


@both
def test_where_i_am_is_never_shown_in_the_colour_of_the_brand_or_of_what_is_wrong(c: Tokens) -> None:
    """Somebody who looks for the cursor must not take a red frame for a mistake."""
    assert contrast(c.focus, c.panel) >= 3 and c.focus not in (c.brand, c.brand_fill, c.bad)


def test_the_window_takes_every_colour_from_the_tokens() -> None:
    colour = re.compile(r"#[0-9A-Fa-f]{6}\b")
    room = Path(desk.ui.__file__).parent
    outside = [
        f"{path.relative_to(room)}:{node.lineno} {node.value[:20]}"
        for path in sorted(room.rglob("*.py"))
        if path.name != "tokens.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and colour.search(node.value)
    ]
    assert outside == []
