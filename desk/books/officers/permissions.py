"""What writing in experience officers 体验官 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import Permission

PERMISSIONS: Mapping[str, Permission] = {}
