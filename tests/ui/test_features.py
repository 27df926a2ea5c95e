"""What the window costs before it shows anything."""

import subprocess
import sys

_SOURCES_READ = """
import linecache
import app.ui.main_window
print(len([name for name in linecache.cache if name.endswith(".py")]))
"""


def test_no_source_is_read_when_the_window_is_imported() -> None:
    """PySide would read and keep the source of every module (`app.ui.features`)."""
    ran = subprocess.run(
        [sys.executable, "-c", _SOURCES_READ], capture_output=True, text=True, check=True
    )
    # Those of PySide's own start alone; it would be several hundred.
    assert int(ran.stdout) < 10
