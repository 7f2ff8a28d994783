"""What writing in findings 问题整改 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import Permission

PERMISSIONS: Mapping[str, Permission] = {}
