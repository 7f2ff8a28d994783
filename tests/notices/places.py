"""The files of the notices."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "run.lock"
RESOURCES = ROOT / "resources"
LICENCES = RESOURCES / "licences"
NOTICES = LICENCES / "THIRD-PARTY.txt"
HEAD = LICENCES / "HEAD.txt"
PACKAGES = LICENCES / "packages.toml"
PARTS = LICENCES / "parts.csv"
TEXTS = LICENCES / "texts"
