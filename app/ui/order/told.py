"""What came of a click, on top of the panel until it is closed or the next one is made."""

from collections.abc import Callable

from app.ui.kit.banner import Banner
from app.ui.language import tr

#: Kind, title, text: asked anew when the language changes.
Said = Callable[[], tuple[str, str, str]]


class Told(Banner):
    """Hidden while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__("bad")
        self._said: Said | None = None
        self.hide()

    def tell(self, said: Said) -> None:
        """Shows it."""
        self._said = said
        self.retranslate()

    def forget(self) -> None:
        """It was read, or is over."""
        self._said = None
        self.hide()

    def retranslate(self) -> None:
        """Says it in the language that is shown."""
        if self._said is None:
            return
        kind, title, text = self._said()
        self.say(title, text, kind)
        self.offer((tr("Close"), "quiet", self.forget))
        self.show()
