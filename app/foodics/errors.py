"""What Foodics' replies mean when they are not the data asked for (foodics-api.md section 4)."""

from typing import Any

from app.core.errors import AppError
from app.foodics.wire import decode, text, tolerant
from app.net import Reply

#: Seconds a block lasts: of the address for too many 401 and 403, of Cloudflare by experience.
BLOCK_SECONDS = 3600.0
#: Seconds of the window, when a 429 does not name a time.
WINDOW_SECONDS = 60.0


def check(reply: Reply, *, what: str, scope: str, host: str) -> None:
    """Pass a reply that brings data; raise the AppError for any other.

    `what` names the question without values or secrets, `scope` the permission that it needs.
    """
    status = reply.status
    if 200 <= status < 300 and not reply.is_html:
        return
    if status < 400 or (reply.is_html and status not in (401, 403, 429) and status < 500):
        # A redirect or a web page: a captive portal or a wrong address, not Foodics.
        raise AppError("captive", service="Foodics", host=host)
    if status == 429:
        wait = pause(reply)
        raise AppError("foodics_limit", retry_after=wait, seconds=f"{wait:g}")
    if status >= 500:
        raise AppError("foodics_down", retry_after=reply.retry_after, status=status)
    raise _refusal(reply, what, scope, host)


def _refusal(reply: Reply, what: str, scope: str, host: str) -> AppError:  # noqa: PLR0911 - a table
    """One line for each row of the table in section 4."""
    match reply.status:
        case 400:
            return AppError("foodics_query", what=what)
        case 401:
            return AppError("foodics_token_refused")
        case 403 if reply.is_json:
            return AppError("foodics_scope", scope=scope)
        case 403:
            # Not Foodics but the protection before it: no question of scopes.
            return AppError("foodics_blocked", retry_after=BLOCK_SECONDS)
        case 404 if "business not found" in _message(reply).casefold():
            return AppError("foodics_other_environment", host=host)
        case 404:
            return AppError("foodics_not_found", what=what)
        case 422:
            fields = tolerant(tolerant(_data(reply)).get("errors"))
            return AppError("foodics_invalid", fields=", ".join(sorted(map(text, fields))) or "?")
        case status:
            return unreadable(f"HTTP {status} for {what}")


def pause(reply: Reply) -> float:
    """Give the seconds to wait after a 429."""
    return WINDOW_SECONDS if reply.retry_after is None else max(1.0, reply.retry_after)


def unreadable(what: str) -> AppError:
    """The reply came, and is not what Foodics documents."""
    return AppError("foodics_unreadable", what=what)


def _message(reply: Reply) -> str:
    return text(tolerant(_data(reply)).get("message"))


def _data(reply: Reply) -> Any:
    try:
        return decode(reply.body)
    except ValueError:
        return None
