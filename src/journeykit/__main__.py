"""`python -m journeykit` is the program itself, whatever the path of commands."""

from __future__ import annotations

import sys

from journeykit.cli import main

if __name__ == "__main__":
    sys.exit(main())
