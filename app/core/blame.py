"""Who is to blame when something does not work (rules.md section 7): this PC's internet, Foodics,
OTO, the keyring, or this program."""

from app.core.errors import AppError, Kind

INTERNET, KEYRING, US = "internet", "keyring", "us"
_OURS = (Kind.OURS, Kind.STORAGE)


def party(trouble: AppError | None, service: str, other_answers: bool | None) -> str:
    """internet, foodics, oto, keyring, us; "" where there is no trouble or it is not known yet.

    `service` is the one that has the trouble, "foodics" or "oto". `other_answers`: whether the other
    one can be reached, None while nobody has looked. What this PC cannot reach while it reaches
    the other is that service's fault; what it cannot reach beside it is the internet's.
    """
    if trouble is None:
        return ""
    if trouble.kind is Kind.KEYRING:
        return KEYRING
    if trouble.kind in _OURS:
        return US
    if trouble.kind is not Kind.NETWORK or other_answers:
        return service
    return "" if other_answers is None else INTERNET
