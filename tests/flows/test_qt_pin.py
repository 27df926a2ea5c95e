"""The PySide6 pin (style.md section 1).

A release that loses a reference to None or True at each call aborts the process after a few
thousand of them. In a child process it is caught by its name, not as a "flaky" test elsewhere.
"""

import subprocess
import sys

import pytest

CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

class Sender(QObject):
    changed = Signal(str)

class Label(QObject):
    @Slot(str)
    def setText(self, text):
        self.setProperty("text", text)
        self.setObjectName(text)

application = QCoreApplication([])
sender, label = Sender(), Label()
sender.changed.connect(label.setText)
for n in range(20_000):
    sender.changed.emit(str(n))
    label.setObjectName("")
    label.blockSignals(False)
assert label.property("text") == "19999"
print(sys.getrefcount(None) > 1_000, sys.getrefcount(True) > 50)
"""


def test_thousands_of_calls_and_signals_do_not_end_the_process() -> None:
    pytest.importorskip("PySide6.QtCore", reason="Qt's libraries are missing", exc_type=ImportError)
    done = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"PySide6 is broken for this Python: {done.stderr[-500:]}"
    assert done.stdout.split() == ["True", "True"]
