"""``python -m desk`` is the command ``desk``."""

from desk.cli import main

main()
