"""The bell. QtMultimedia is not part of the Qt that ships, and no sound device must cost no alarm:
what is heard is an extra to what is seen."""

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.paths import resource

_PLAYERS = (["paplay"], ["pw-play"], ["aplay", "-q"])


def ring() -> None:
    """Plays the bell once, without waiting for it. Never raises."""
    file = resource("sounds", "bell.wav")
    try:
        if sys.platform == "win32":
            import winsound  # Windows alone has it

            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        command = _command(file)
        if command is not None:
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            return
    except (OSError, RuntimeError):
        pass
    QApplication.beep()


def _command(file: Path) -> list[str] | None:
    players = [["afplay"]] if sys.platform == "darwin" else list(_PLAYERS)
    for player in players:
        if shutil.which(player[0]):
            return [*player, str(file)]
    return None
