"""PySide looks for its `__feature__` switches in the source of every module that is imported after it.

It reads each file through `inspect`, which keeps all of them in memory: 23 MB and 80 ms of the start
for this program, which uses no such switch. WORKAROUND for PySide6 6.11; there is no public way to
say so. Where PySide has changed, nothing is done and nothing breaks.
"""

import contextlib
import importlib
from types import ModuleType

import PySide6.QtCore as _QtCore  # noqa: F401 - brings the search with it


def _uses_features(_module: ModuleType) -> bool:
    return False


with contextlib.suppress(ImportError):
    _search = importlib.import_module("shibokensupport.feature")
    if hasattr(_search, "_mod_uses_pyside"):
        _search.__dict__["_mod_uses_pyside"] = _uses_features
