"""English and Arabic: translation, direction, numbers, amounts, times. Switched live.

`tr` is called with the English text itself; `resources/translations/update.py` finds those texts.
What is put into a sentence is isolated (U+2068 … U+2069), so that phones, ids and amounts keep their
order in a line from right to left; `plain` takes the marks out again, for screen readers, table
cells and the clipboard.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QApplication

from app.paths import resource

#: The one context of our texts in the `.ts` files.
CONTEXT = "oto"
_OPEN, _CLOSE = "\u2068", "\u2069"
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class _Current:
    """What holds now. One per process, as QApplication is."""

    code = "en"
    arabic_digits = False
    offset = timedelta(hours=3)
    translators: tuple[QTranslator, ...] = ()


_now = _Current()


def apply(language: str, digits: str = "latin") -> None:
    """Switches texts and direction at once. `language` is system, en or ar; `digits` latin or
    arabic. Widgets are told by LanguageChange and LayoutDirectionChange events."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    code = language if language in ("en", "ar") else _of_system()
    _now.code = code
    _now.arabic_digits = code == "ar" and digits == "arabic"
    for old in _now.translators:
        app.removeTranslator(old)
    QLocale.setDefault(QLocale("ar_AE" if code == "ar" else "en_GB"))
    # First the direction: a widget that is told of the language reads it.
    right_to_left = Qt.LayoutDirection.RightToLeft
    app.setLayoutDirection(right_to_left if code == "ar" else Qt.LayoutDirection.LeftToRight)
    loaded = []
    qt_texts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{code}", qt_texts), (f"oto_{code}", None)):
        translator = QTranslator(app)
        if translator.load(name, folder or str(resource("translations"))):
            app.installTranslator(translator)
            loaded.append(translator)
    _now.translators = tuple(loaded)


def _of_system() -> str:
    return "ar" if QLocale.system().language() == QLocale.Language.Arabic else "en"


def code() -> str:
    """The language that is shown: en or ar."""
    return _now.code


def is_rtl() -> bool:
    """True while the window runs from right to left."""
    return _now.code == "ar"


def use_offset(minutes: int) -> None:
    """Times are shown as clocks of the business show them: so many minutes ahead of UTC."""
    _now.offset = timedelta(minutes=minutes)


def mark(text: str) -> str:
    """Marks a text for translation where it stands in a table; `tr` translates it when shown."""
    return text


def tr(text: str, /, *, n: int | None = None, **params: object) -> str:
    """The text in the language that is shown, its `{places}` filled and isolated.

    `n` chooses the plural form and fills `%n`.
    """
    found = QCoreApplication.translate(CONTEXT, text, "", -1 if n is None else n)
    if n is not None:
        found = found.replace(str(n), number(n), 1) if _now.arabic_digits else found
    if not params:
        return found
    return found.format_map({key: isolated(str(value)) for key, value in params.items()})


def isolated(text: str) -> str:
    """The text with marks that keep its own direction; an empty one stays empty."""
    return f"{_OPEN}{text}{_CLOSE}" if text else ""


def ltr(text: str) -> str:
    """A phone, id or address that always runs from left to right."""
    return f"\u2066{text}{_CLOSE}" if text else ""


def plain(text: str) -> str:
    """The text without direction marks."""
    return _MARKS.sub("", text)


def tip(text: str) -> str:
    """The text as a tool tip: one that looks like HTML would be taken for it."""
    shown = plain(text)
    return Gui.convertFromPlainText(shown) if Gui.mightBeRichText(shown) else shown


def branch_name(name: str) -> str:
    """A branch in a sentence. The Arabic ones say "فرع" themselves, and many names begin with it."""
    return name.removeprefix("فرع ") if is_rtl() else name


def leading(text: str) -> str:
    """The text, begun with a mark of the window's direction if it holds words of the other one: Qt
    puts a line to the side where its own first word would begin."""
    other = ("L",) if is_rtl() else ("R", "AL")
    if any(unicodedata.bidirectional(char) in other for char in text):
        return directed(text)
    return text


def directed(text: str) -> str:
    """The text, begun with a mark of the window's direction: a number has none of its own."""
    return ("\u200f" if is_rtl() else "\u200e") + text


def one_line(text: str, longest: int = 300) -> str:
    """A name or text from outside, fit for one line: no line breaks, no marks, not endless."""
    cleaned = " ".join(_MARKS.sub("", "".join(c if c.isprintable() else " " for c in text)).split())
    return cleaned if len(cleaned) <= longest else cleaned[: longest - 1] + "…"


def digits(text: str) -> str:
    """Digits as chosen in the settings: display only."""
    return text.translate(_ARABIC_DIGITS) if _now.arabic_digits else text


def number(value: int) -> str:
    """A count."""
    return digits(f"{value:,}" if value >= 10_000 else str(value))


def amount(text: str, currency: str | None) -> str:
    """An amount with its currency, such as "86.25 SAR"; the ledger's text is not rounded."""
    return digits(f"{text} {currency}" if currency else text)


def spoken(number_: int, check: int) -> str:
    """What people say: "#27 · 103377", daily number and check number."""
    return digits(f"#{number_} · {check}") if check else digits(f"#{number_}")


def clock(moment: datetime, *, seconds: bool = False) -> str:
    """A time of day on the business's clock: "18:02"."""
    local = moment.astimezone(timezone(_now.offset))
    return digits(local.strftime("%H:%M:%S" if seconds else "%H:%M"))


def day_and_time(moment: datetime, now: datetime) -> str:
    """The time of day, with the date in front unless it is today's."""
    zone = timezone(_now.offset)
    local = moment.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return clock(moment)
    return digits(f"{local.day}/{local.month} {local.strftime('%H:%M')}")


def ago(then: datetime, now: datetime) -> str:
    """How long ago in short: "now", "4 min", "2 h", "3 d". Changes at most once a minute."""
    seconds = max(0, int((now - then).total_seconds()))
    for unit, size in _UNITS:
        if seconds >= size:
            return unit(seconds // size)
    return tr("now")


_UNITS: tuple[tuple[Callable[[int], str], int], ...] = (
    (lambda n: tr("%n d", n=n), _DAY),
    (lambda n: tr("%n h", n=n), _HOUR),
    (lambda n: tr("%n min", n=n), _MINUTE),
)


def minutes(n: int) -> str:
    """So many minutes, in words."""
    return tr("%n minute(s)", n=n)


def utc_now() -> datetime:
    """This PC's clock; the window uses `Bridge.now`, which is Foodics'."""
    return datetime.now(UTC)
