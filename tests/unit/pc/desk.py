"""A process on a private bus that answers `Inhibit`: `python -m tests.unit.pc.desk SERVICE FILE`.

It writes into the file what it was asked, and "released" once the asker gave back what it got.
"""

import os
import select
import sys
from pathlib import Path

from jeepney import HeaderFields, MatchRule, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import Proxy, open_dbus_connection

LOGIND = "org.freedesktop.login1"


def main() -> None:
    service, said = sys.argv[1], Path(sys.argv[2])
    refuses, service = service.startswith("refuses:"), service.removeprefix("refuses:")
    connection = open_dbus_connection("SESSION", enable_fds=True)
    bus = Proxy(message_bus, connection)
    bus.RequestName(service)
    gone = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    bus.AddMatch(gone)
    asker = ""

    def say(word: str) -> None:
        with said.open("a") as file:
            file.write(word + "\n")

    say("ready")
    while True:
        message = connection.receive()
        header = message.header
        if header.message_type is MessageType.method_call:
            say(repr(message.body))
            asker = header.fields[HeaderFields.sender]
            if refuses:
                connection.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
            elif service == LOGIND:
                ours, theirs = os.pipe()
                connection.send(new_method_return(message, "h", (theirs,)))
                os.close(theirs)
                select.select([ours], [], [])  # the end of the file: nobody holds it
                say("released")
            else:
                connection.send(new_method_return(message, "u", (7,)))
        elif asker and message.body and message.body[0] == asker:
            say("released")


if __name__ == "__main__":
    main()
