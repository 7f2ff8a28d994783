"""What writing in needs and offerings 需求与服务 asks for."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.permissions import Permission

PERMISSIONS: Mapping[str, Permission] = {}
