"""Masks what must not be in a log or a report: secrets, tokens, phones."""

import re
import threading

_SHORTEST_SECRET = 4  # masking anything shorter would make every line unreadable
_SHORTEST_CUT = 7  # so much of a secret's beginning tells nothing, and may stand there by chance
_MASK = "***"
_AUTHORIZATION = re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{4,}", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)?")
_NAMED = re.compile(
    r"""\b((?:access|refresh)_?token|client_?secret|password|retailer_?id)(["']?\s*[:=]\s*["']?)"""
    r"""[^\s"',;&}]+""",
    re.IGNORECASE,
)
# A UUID may end in twelve digits and is no phone; it is matched first, and kept.
_NUMBER = re.compile(
    r"(?P<uuid>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"
    r"|(?:\+|\b00)\d(?:[ -]?\d){8,}"
    r"|\b05\d[ -]?\d{3}[ -]?\d{4}\b"
    r"|\d{9,}",
    re.IGNORECASE,
)


class Redactor:
    """Masks what must not be in a log or a report. Safe to use from several threads."""

    def __init__(self) -> None:
        self._secrets: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def hide(self, *secrets: str) -> None:
        """Mask these texts from now on, wherever they appear."""
        with self._lock:
            known = {*self._secrets, *(s for s in secrets if len(s) >= _SHORTEST_SECRET)}
            # The longest first: one secret may be the beginning of another.
            self._secrets = tuple(sorted(known, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """`text` with named secrets, tokens and long numbers (phones) masked."""
        return _NUMBER.sub(lambda match: match["uuid"] or "[number]", self._masked(text))

    def mask(self, text: str) -> str:
        """`text` with named secrets and tokens masked, for what is shown to people and kept. One
        that was cut off at the end of `text` is known too."""
        for secret in self._secrets:
            longest = min(len(secret) - 1, len(text))
            cut = next(
                (n for n in range(longest, _SHORTEST_CUT, -1) if text.endswith(secret[:n])), 0
            )
            if cut:
                text = text[:-cut] + _MASK
        return self._masked(text)

    def _masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        text = _AUTHORIZATION.sub(rf"\1 {_MASK}", text)
        text = _JWT.sub(_MASK, text)
        return _NAMED.sub(rf"\1\2{_MASK}", text)
