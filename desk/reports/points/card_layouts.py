"""How a point card is cut; without a drawing library, so that the command line starts fast."""

from __future__ import annotations

from desk.core.words import N_, Worded


class CardLayout(Worded):
    """What a point card 积分卡 is printed on: a card with balance and rules, or a label for one that is there."""

    A6 = "a6", N_("A6 card")
    LABEL = "label", N_("Label 60 × 40 mm")
