"""Who or what is at fault."""

from enum import StrEnum


class Kind(StrEnum):
    """Who or what is at fault, which decides what the program does next."""

    INPUT = "input"
    SETUP = "setup"
    SIGN_IN = "sign_in"
    PERMISSION = "permission"
    NETWORK = "network"
    LIMIT = "limit"
    SERVICE = "service"
    DATA = "data"
    STORAGE = "storage"
    KEYRING = "keyring"
    STATE = "state"
    OURS = "ours"


#: code -> (kind, title, cause, remedy). `{name}` places take the parameters.
Texts = dict[str, tuple[Kind, str, str, str]]
