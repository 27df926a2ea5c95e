"""`python -m app`, the console script and the frozen program start here."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main(ends_here=True))
