"""Names of pages and acts, found by whatever of them somebody types."""

from __future__ import annotations

import pytest

from desk.core.phrases import Fit, phrase


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("资产", Fit.BEGINS),
        ("zc", Fit.SOUNDS),
        ("zichan", Fit.SOUNDS),
        ("zctz", Fit.SOUNDS),
        ("台账", Fit.INSIDE),
        ("tz", Fit.INSIDE),
        ("taiz", Fit.INSIDE),
        ("ichan", None),
        ("账册", None),
    ],
)
def test_characters_initials_and_pinyin_from_any_syllable_on(typed: str, fit: Fit | None) -> None:
    assert phrase("资产台账").fit(typed) is fit


def test_both_readings_of_a_character_count() -> None:
    assert phrase("银行存款").fit("yhck") is Fit.SOUNDS and phrase("银行存款").fit("yxck") is Fit.SOUNDS
