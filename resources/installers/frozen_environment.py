"""Runs in the built program before anything else (build.spec).

On Linux PyInstaller points LD_LIBRARY_PATH at our own libraries. Programs of the system that we start
(a player for the bell, a browser, systemd-inhibit) must find the system's own again.
"""

import os

if "LD_LIBRARY_PATH" in os.environ:
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        del os.environ["LD_LIBRARY_PATH"]
    else:
        os.environ["LD_LIBRARY_PATH"] = before
