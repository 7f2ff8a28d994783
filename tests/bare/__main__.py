"""``python3 -m tests.bare FOLDER [NAME]...``: all scenarios, or those named, on Debian 12 and 13."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.bare.machine import SUITES
from tests.bare.scenarios import SCENARIOS


def main() -> int:
    work = Path(sys.argv[1]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    failed, wanted = 0, sys.argv[2:] or list(SCENARIOS)
    unknown = [name for name in wanted if name not in SCENARIOS]
    if unknown:
        print(f"no such scenario: {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
        return 2
    for name in wanted:
        for release in SUITES:
            try:
                figures = SCENARIOS[name](work, release)
            except (AssertionError, OSError, subprocess.CalledProcessError) as error:
                failed += 1
                print(f"FAILED {name} on Debian {release}\n{error}", flush=True)
            else:
                shutil.rmtree(work / "machines", ignore_errors=True)
                words = ", ".join(
                    f"{key} {value:.1f}" if isinstance(value, float) else f"{key} {value}"
                    for key, value in figures.items()
                )
                print(f"ok {name} on Debian {release}: {words}", flush=True)
    print(f"bare machines: {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
