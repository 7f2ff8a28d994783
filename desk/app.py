from pathlib import Path


def run(folder: Path, user: str) -> int:
    return 0
