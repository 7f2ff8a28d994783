"""``python3 -m tests.bare FOLDER [NAME]...``: all scenarios, or those named, on Debian 12 and 13."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bare.machine import SUITES
from tests.bare.scenarios import SCENARIOS


def main() -> int:
    work = Path(sys.argv[1]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in sys.argv[2:] or SCENARIOS:
        for release in SUITES:
            try:
                figures = SCENARIOS[name](work, release)
            except AssertionError as error:
                failed += 1
                print(f"FAILED {name} on Debian {release}\n{error}", flush=True)
            else:
                words = ", ".join(
                    f"{key} {value:.1f}" if isinstance(value, float) else f"{key} {value}"
                    for key, value in figures.items()
                )
                print(f"ok {name} on Debian {release}: {words}", flush=True)
    print(f"bare machines: {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
