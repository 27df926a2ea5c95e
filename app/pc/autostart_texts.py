"""What each system wants to read about a program that starts at sign-in. Pure."""

import plistlib
import subprocess
from collections.abc import Sequence
from configparser import ConfigParser, Error

#: Windows does not carry out a longer one.
LONGEST_RUN_VALUE = 260


def desktop(command: Sequence[str]) -> str:
    """The file for `~/.config/autostart` (freedesktop.org, Desktop Entry)."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=OTO Companion",
        "Comment=Sends ready delivery orders to OTO",
        "Comment[ar]=يرسل طلبات التوصيل الجاهزة إلى OTO",
        f"Exec={' '.join(_quoted(word) for word in command)}",
        "Icon=oto-companion",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    """One argument of `Exec`: quoted there, and then escaped once more as any text of the file."""
    word = word.replace("%", "%%")
    for char in '\\"`$':
        word = word.replace(char, "\\" + char)
    return '"' + word.replace("\\", "\\\\") + '"'


def is_hidden(text: str) -> bool:
    """Whether somebody switched a desktop file off with the desktop's own tools."""
    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except Error:
        return False
    entry = parser["Desktop Entry"] if parser.has_section("Desktop Entry") else {}
    off = entry.get("X-GNOME-Autostart-enabled", "true").strip().lower() == "false"
    return off or entry.get("Hidden", "false").strip().lower() == "true"


def agent(label: str, command: Sequence[str]) -> bytes:
    """The file for `~/Library/LaunchAgents` (launchd.plist). It is started again after a crash."""
    wanted = {
        "Label": label,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    return plistlib.dumps(wanted)


def run_value(command: Sequence[str]) -> str:
    """The value of Windows' `Run` key. ValueError if Windows would not carry it out."""
    text = subprocess.list2cmdline(command)
    if len(text) > LONGEST_RUN_VALUE:
        raise ValueError(f"the command has more than {LONGEST_RUN_VALUE} characters")
    return text


def is_disapproved(value: bytes | None) -> bool:
    """Whether Windows' Task Manager has it switched off: the first byte of `StartupApproved`."""
    return bool(value) and value is not None and value[0] % 2 == 1
