"""Errors as people meet them: title, cause, remedy, class (design.md section 3).

An error carries a code and parameters. The English words stand in `error_texts_services` and
`error_texts_here`, translations in `ui/texts.py`. Parameters never hold secrets, names, phones or
addresses.
"""

from app.core import error_texts_here, error_texts_pc, error_texts_services
from app.core.error_kinds import Kind, Texts

__all__ = ["TEXTS", "AppError", "Kind"]

TEXTS: Texts = {
    **error_texts_services.TEXTS,
    **error_texts_here.TEXTS,
    **error_texts_pc.TEXTS,
}


class AppError(Exception):
    """An error a person can read.

    `code` is a key of TEXTS, `params` fill its places. `retry_after` is seconds, where the far
    side named a time. `str()` gives the one line that the command line prints.
    """

    def __init__(self, code: str, *, retry_after: float | None = None, **params: object) -> None:
        self.code = code
        self.params = {key: str(value) for key, value in params.items()}
        self.retry_after = retry_after
        super().__init__(code)

    @property
    def kind(self) -> Kind:
        """Who or what is at fault."""
        return TEXTS[self.code][0]

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        return self._text(1)

    @property
    def cause(self) -> str:
        """Why it happened."""
        return self._text(2)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self._text(3)

    def _text(self, index: int) -> str:
        template = str(TEXTS[self.code][index])
        return template.format_map(_Params(self.params))

    def __str__(self) -> str:
        return f"{self.title}: {self.cause}. {self.remedy}"


class _Params(dict[str, str]):
    """A forgotten parameter must not hide the error it belongs to."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
