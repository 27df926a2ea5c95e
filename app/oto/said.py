"""One reading of all the shapes in which OTO replies (oto-api.md section 11)."""

import re
from dataclasses import dataclass

from app.core import answers
from app.net import Reply
from app.oto import reading

#: OTO's words are kept up to this many characters (rules.md section 5).
WORDS = 300
_CODE = re.compile(r"[A-Za-z0-9_. -]{1,40}")
_ABSENT = re.compile(r"not\s+exist|no\s+such\s+order", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One reply. `value` is its JSON, None when the body was empty, UNREADABLE when it is no JSON.

    `web` means that a web page or a redirect came instead of data, so perhaps not from OTO at all.
    `code` is OTO's own code or "", `text` its own words or "", and where a refusal has none the
    beginning of its body; `worded` tells the two apart. `retry_after` is seconds.
    """

    http: int
    value: object
    web: bool
    success: bool | None
    code: str
    text: str
    worded: bool
    retry_after: float | None

    @property
    def fields(self) -> dict[str, object]:
        """The fields of the JSON object, none when it is something else."""
        return reading.fields(self.value)

    @property
    def is_json(self) -> bool:
        """True when an object or list came."""
        return isinstance(self.value, (dict, list))

    @property
    def failed(self) -> bool:
        """OTO says no: HTTP 400 and above, or `success` is false, or a code without `success`."""
        told_no = self.success is False or (self.success is None and bool(self.code))
        return self.http >= 400 or told_no

    @property
    def label(self) -> str:
        """OTO's code, else the HTTP status as a code."""
        return self.code or f"HTTP {self.http}"

    @property
    def unauthorised(self) -> bool:
        """OTO does not take the access token. A web page saying 401 is not OTO's word."""
        return self.http == 401 and not self.web

    @property
    def says_absent(self) -> bool:
        """OTO's own code or words say that there is no such order."""
        if self.web or self.http in {401, 403, 429} or self.http >= 500:
            return False  # these speak of the service, whatever their words
        return self.failed and (self.code == "OTO1002" or _ABSENT.search(self.text) is not None)

    @property
    def absent(self) -> bool:
        """The order is surely not there (oto-api.md section 12.7)."""
        bare = self.http == 404 and not self.web and self.value is not reading.UNREADABLE
        # A 404 with another code speaks of something else.
        return self.says_absent or (bare and not self.code)


def understand(reply: Reply) -> Said:
    """Read a reply of either generation. Never raises."""
    value = reading.parse(reply.body)
    web = 300 <= reply.status < 400 or (value is reading.UNREADABLE and reply.is_html)
    told = reading.fields(value)
    code = _code(told)
    success = reading.truth(told.get("success"))
    words = reading.first(told, "otoErrorMessage", "errorMsg", "message") or ""
    # A good reply without words holds the customer's data, and a web page is no help to anyone.
    shown = b"" if words or web or (reply.status < 400 and success is not False) else reply.body
    floor = answers.retry_floor(code) if code else 0.0
    return Said(
        http=reply.status,
        value=value,
        web=web,
        success=success,
        code=code,
        text=(words or reading.decoded(shown))[:WORDS],
        worded=bool(words),
        retry_after=max(reply.retry_after or 0.0, floor) or None,
    )


def _code(told: dict[str, object]) -> str:
    for name in ("otoErrorCode", "errorCode"):
        code = reading.text(told.get(name)) or ""
        if code != "0" and _CODE.fullmatch(code):
            return answers.normal_code(code)
    return ""
