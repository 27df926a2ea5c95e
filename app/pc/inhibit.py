"""Linux: whoever decides about sleep is asked over D-Bus, by the library the keyring uses anyway.

systemd-logind stands behind most desktops; GNOME decides by itself, and so do KDE and Xfce behind
the older freedesktop interface. All that answer are held: each lasts as long as its connection or
file, and so no longer than this process.
"""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: So long an answer is waited for, seconds.
PATIENCE = 2.0
_WHO, _WHY = "OTO Companion", "Delivery orders are being sent to OTO"
#: GNOME: inhibit suspending the session.
_SUSPEND = 4


@dataclass(frozen=True, slots=True)
class Question:
    """One call on the bus named `bus`, SYSTEM or SESSION."""

    bus: str
    service: str
    path: str
    interface: str
    signature: str
    arguments: tuple[object, ...]


#: The idle lock alone: the lid, the power button and a person's *Suspend* stay what they are.
QUESTIONS = (
    Question(
        "SYSTEM",
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
        "ssss",
        ("idle", _WHO, _WHY, "block"),
    ),
    Question(
        "SESSION",
        "org.gnome.SessionManager",
        "/org/gnome/SessionManager",
        "org.gnome.SessionManager",
        "susu",
        ("oto-companion", 0, _WHY, _SUSPEND),
    ),
    Question(
        "SESSION",
        "org.freedesktop.PowerManagement.Inhibit",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
        "ss",
        (_WHO, _WHY),
    ),
)


class Inhibitor:
    """Holds what any of them gave."""

    def __init__(self, questions: Sequence[Question] = QUESTIONS) -> None:
        self._questions = questions
        self._open: list[Any] = []

    def hold(self) -> None:
        """OSError if nobody on this PC can be asked."""
        refused = []
        for question in self._questions:
            try:
                self._open.extend(_ask(question))
            except Exception as error:  # noqa: BLE001 - of any desktop, in any state
                refused.append(f"{question.service}: {type(error).__name__}")
        if not self._open:
            raise OSError("; ".join(refused))

    def release(self) -> None:
        """Gives all of it back."""
        for each in self._open:
            with contextlib.suppress(OSError):
                each.close()
        self._open.clear()


def _ask(question: Question) -> list[Any]:
    """What has to be kept open. Raises whatever the bus or the library does."""
    from jeepney import DBusAddress, MessageType, new_method_call  # noqa: PLC0415 - Linux alone
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - see above

    connection = open_dbus_connection(
        question.bus, enable_fds=question.bus == "SYSTEM", auth_timeout=PATIENCE
    )
    try:
        address = DBusAddress(question.path, question.service, question.interface)
        call = new_method_call(address, "Inhibit", question.signature, question.arguments)
        answer = connection.send_and_get_reply(call, timeout=PATIENCE)
        given = answer.body[0] if answer.header.message_type is MessageType.method_return else None
    except BaseException:
        connection.close()
        raise
    if given is None:
        connection.close()
        raise OSError("refused")
    if isinstance(given, int):  # a cookie, which is worth as much as the connection
        return [connection]
    lock = os.fdopen(given.to_raw_fd(), "rb", buffering=0)
    connection.close()
    return [lock]
