"""Small JSON files beside the data file, one object each, that anybody who may write in the folder can spoil.

None of it is of the book: what cannot be read is taken as if it had never been there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desk.core.os_errors import translate_os_errors
from desk.storage.atomic import replace_content


def read_object(path: Path) -> dict[str, Any]:
    """What stands in the file; nothing where there is none, or it is no object, or cannot be read."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def keep_object(path: Path, content: Mapping[str, Any]) -> None:
    """In place of what stood there, whole or not at all. Raises ``EnvironmentFailure``."""
    with translate_os_errors():
        replace_content(path, json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"), durable=False)
