"""What stands in ``.venv``, as set-up noted it when all was well."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desk.installation import places, requirements
from desk.installation.places import HOME, REQUIREMENTS, VENV

FILE = VENV / "desk-set-up.json"
LOCKS = ("run", "test")


@dataclass(frozen=True)
class InstallationState:
    """For each lock the recipe it was made from, and the system's libraries that the window needs where they were
    found.
    """

    recipes: dict[str, str] = field(default_factory=dict)
    libraries: list[str] = field(default_factory=list)

    @classmethod
    def load(cls) -> InstallationState:
        """The note; nothing known where there is none, or one that cannot be read."""
        try:
            content = json.loads(FILE.read_text("utf-8"))
            recipes = {str(lock): str(made) for lock, made in content["recipes"].items()}
            return cls(recipes, [str(path) for path in content["libraries"]])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return cls()

    def save(self) -> None:
        """Write the note whole, or not at all. Raises ``OSError``."""
        fresh = FILE.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(asdict(self), indent=1), "utf-8")
        fresh.replace(FILE)

    def fits(self, lock: str) -> bool:
        """Is everything just what ``lock`` asks for?"""
        return self.recipes.get(lock) == recipe(lock) and places.has_python()

    def has_libraries(self) -> bool:
        """Are the system's libraries still where the window found them?"""
        return all(map(os.path.exists, self.libraries))


def recipe(lock: str) -> str:
    """Of what an environment for ``lock`` is made: the lock, the project's own file, the Python, the folder."""
    parts = (
        (REQUIREMENTS / f"{lock}.lock").read_bytes(),
        (HOME / "pyproject.toml").read_bytes(),
        ".".join(map(str, places.python_version())).encode(),
        os.fsencode(HOME),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def recipes_that_hold(site: Path) -> dict[str, str]:
    """The recipes of all locks whose libraries stand in ``site`` in just their versions."""
    return {lock: recipe(lock) for lock in LOCKS if not requirements.missing(lock, site)}
