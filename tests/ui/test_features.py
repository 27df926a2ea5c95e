"""What the window costs before it shows anything."""

import subprocess
import sys

_SOURCES_READ = """
import linecache
import app.ui.main_window
print(sum(name.endswith(".py") for name in linecache.cache))
"""


def test_no_source_is_read_when_the_window_is_imported() -> None:
    """PySide would read and keep the source of every module (`app.ui.features`)."""
    ran = subprocess.run(
        [sys.executable, "-c", _SOURCES_READ], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) == 0
