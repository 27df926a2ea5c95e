"""The end of the person's session: log-off and shutdown end the program in good order.

Windows asks first (WM_QUERYENDSESSION: `commitDataRequest`), then ends the process as soon as
`aboutToQuit` returns; others ask the same way and then send a Quit, which here is a wish like any
other. Signals are heard in `application`.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

#: So long the calls in flight may take at the end of a session, seconds: Windows gives five.
PATIENCE = 4.0
#: A log-off that another program called off is forgotten after this, ms.
_CALLED_OFF = 60_000


class Session(QObject):
    """`ending` tells the window that nobody is to be asked now; `quit` begins the usual end; `end_now`
    is that end for a caller that blocks, False if it takes longer; `ended` is told when all is done."""

    def __init__(
        self,
        app: QApplication,
        *,
        ending: Callable[[bool], None],
        quit_: Callable[[], None],
        end_now: Callable[[float], bool],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(app)
        self._ending, self._quit, self._end_now, self._ended = ending, quit_, end_now, ended
        self._called_off = QTimer(self, singleShot=True, interval=_CALLED_OFF)
        self._called_off.timeout.connect(lambda: ending(False))
        app.commitDataRequest.connect(self.asked)
        app.aboutToQuit.connect(self.over)
        app.installEventFilter(self)

    def asked(self, manager: QSessionManager) -> None:
        """The session is about to end, unless another program objects. We do not."""
        log.info("The session is about to end")
        # What starts it at the next sign-in is the person's choice.
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        self._ending(True)
        self._called_off.start()

    def over(self) -> None:
        """The process ends when this returns."""
        if self._end_now(PATIENCE):
            self._ended()
        else:
            log.warning("The session ended before all calls had")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A Quit from outside is no reason to drop what is on its way."""
        if event.type() == QEvent.Type.Quit:
            self._quit()
            return True
        return super().eventFilter(watched, event)
