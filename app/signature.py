"""Whether the owner of one of our keys signed something (Ed25519)."""

import base64
import binascii
from collections.abc import Sequence

from app.paths import resource


def trusted_keys() -> tuple[bytes, ...]:
    """The public keys that are built in: lines of base64, the rest of the file is remarks."""
    try:
        lines = resource("notices", "keys.txt").read_text("utf-8").splitlines()
    except OSError:
        return ()
    return tuple(base64.b64decode(line) for line in lines if line and not line.startswith("#"))


def is_signed(content: bytes, signature: bytes, by: Sequence[bytes]) -> bool:
    """True if one of these keys made the signature over exactly these bytes."""
    # 30 ms that nobody needs who never looks for a newer version.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - see above

    for key in by:
        try:
            ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def decoded(text: object) -> bytes:
    """Base64 as it stands in a notice. ValueError if it is none."""
    if not isinstance(text, str):
        raise ValueError("it is no text")  # noqa: TRY004 - what came is wrong, not our call
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("it is no base64") from None
