"""Which OTO a pair of Retailer ID and Token belongs to (design.md section 3)."""

from collections.abc import Callable

from app.core.errors import AppError
from app.net import check_address
from app.oto.client import Account, Oto, OtoV2
from app.oto.legacy import OtoV1

#: Base addresses of both generations (oto-api.md section 1).
PRODUCTION = {
    "v2": "https://api.tryoto.com/rest/v2",
    "v1": "https://login.tryoto.com/service/rest/v1",
}
_PATHS = {"v2": "/rest/v2", "v1": "/service/rest/v1"}

#: Marks that come along when something is copied from a page or message, and are never seen.
_HIDDEN = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF]
    + [
        code
        for start, end in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F))
        for code in range(start, end + 1)
    ]
)
#: v2 tokens begin like this and have 200 and more characters (oto-api.md section 2).
_TOKEN_START = "AMf-"
_TOKEN_LENGTH = 100


def clean(retailer_id: str, token: str) -> tuple[str, str]:
    """Both values as meant: without hidden marks, without spaces around the id, without any white
    space in the token (long ones are broken over lines when pasted)."""
    return (
        retailer_id.translate(_HIDDEN).strip(),
        "".join(token.translate(_HIDDEN).split()),
    )


def make(generation: str, retailer_id: str, token: str, url: str | None) -> Oto:
    """The client of a generation, "v2" or "v1". `url` is scheme, host and port of both, None for
    production.

    Raises AppError `bad_address`.
    """
    base = PRODUCTION[generation]
    if url is not None:
        base = check_address(url.strip(), "OTO") + _PATHS[generation]
    retailer_id, token = clean(retailer_id, token)
    return (OtoV1 if generation == "v1" else OtoV2)(base, retailer_id, token)


async def choose(
    retailer_id: str,
    token: str,
    url: str | None,
    *,
    maker: Callable[[str, str, str, str | None], Oto] = make,
) -> tuple[Oto, Account]:
    """Find the generation that takes the pair; gives its client and whose account it is.

    v1 is tried only when OTO itself refused the token as v2's. Raises AppError: `oto_incomplete`,
    `oto_swapped`, `bad_address`, `oto_token_refused` when OTO refused the pair, and
    `oto_could_not_check` with the cause for any other trouble.
    """
    retailer_id, token = clean(retailer_id, token)
    if not retailer_id or not token:
        raise AppError("oto_incomplete")
    if _looks_like_token(retailer_id) and not _looks_like_token(token):
        raise AppError("oto_swapped")
    v2 = maker("v2", retailer_id, token, url)
    try:
        return await _tried(v2)
    except AppError as error:
        if error.code != "oto_token_refused":
            raise _could_not_check(error) from error
    v1 = maker("v1", retailer_id, token, url)
    try:
        return await _tried(v1)
    except AppError as error:
        if error.code == "oto_token_refused" or _not_offered(error):
            raise AppError("oto_token_refused") from error
        raise _could_not_check(error) from error


async def _tried(oto: Oto) -> tuple[Oto, Account]:
    try:
        return oto, await oto.check()
    except BaseException:
        await oto.aclose()
        raise


def _looks_like_token(value: str) -> bool:
    return value.startswith(_TOKEN_START) or len(value) > _TOKEN_LENGTH


def _not_offered(error: AppError) -> bool:
    """True when OTO has no v1 (any more): a 403 or 404 in place of an answer (oto-api.md sections
    3 and 12.12). Then v2's refusal is all there is to know."""
    gone = {"HTTP 404", "HTTP 405", "HTTP 410"}
    return error.code == "oto_denied" or (
        error.code == "oto_refused" and error.params.get("answer") in gone
    )


def _could_not_check(error: AppError) -> AppError:
    return AppError(
        "oto_could_not_check",
        retry_after=error.retry_after,
        cause=f"{error.title}: {error.cause}",
    )
