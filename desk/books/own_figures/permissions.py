"""What writing in figures entered by hand 自填指标 and targets 目标 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import May, Permission

PERMISSIONS: Mapping[str, Permission] = {
    "aiming.aim": May.KEEP_FIGURES,
    "aiming.drop": May.KEEP_FIGURES,
    "entering.enter": May.KEEP_FIGURES,
    "keeping.add": May.KEEP_FIGURES,
    "keeping.edit": May.KEEP_FIGURES,
    "sample.fill": May.EDIT_CENTRE,
}
