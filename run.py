# -*- coding: utf-8 -*-  # noqa: UP009 (Python 2 reads this file too)
"""Set everything up and open the desk. Standard library only; older Pythons can read this file, to be told so.

python3 run.py                   the desk (the guided demo where there is no screen)
python3 run.py ARGS...           the command "desk ARGS..."
python3 run.py test              all checks and tests
python3 run.py bench             the table of measurements
python3 run.py torture           attacks on copies of a book; --minutes N, --seed N, --write
python3 run.py fuzz              100,000 odd inputs for all that reads; --seed N, --write
python3 run.py download DIR      fill a folder, for PCs without network
python3 run.py --offline DIR     set up from such a folder, and open
"""

import os
import sys


def main():
    if sys.version_info < (3, 11):
        have = ".".join(map(str, sys.version_info[:3]))
        sys.stderr.write(
            "本程序需要 Python 3.11 或更新版本，现在是 " + have + "。\n"
            "Python 3.11 or newer is needed; this is " + have + ".\n"
        )
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (for old Pythons, and for -I)
    from desk.installation.commands import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
