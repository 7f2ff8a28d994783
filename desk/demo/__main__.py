"""``python -m desk.demo FOLDER``: the guided demo."""

import sys
from pathlib import Path

from desk.core.errors import DeskError
from desk.demo.play import play

if __name__ == "__main__":
    try:
        play(Path(sys.argv[1]))
    except DeskError as error:
        sys.exit(error.message)
