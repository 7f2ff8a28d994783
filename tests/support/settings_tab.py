"""Hands on the tab of the settings."""

from __future__ import annotations

from typing import TypeVar

from desk.demo.tour import Hands
from desk.ui.settings.section import Section
from desk.ui.settings.tab import SettingsTab
from tests.support.tabs import reach

Kind = TypeVar("Kind", bound=Section)


def section(hands: Hands, kind: type[Kind]) -> Kind:
    shown = reach(hands, SettingsTab).open(kind)
    assert isinstance(shown, kind)
    return shown
