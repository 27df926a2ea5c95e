#!/usr/bin/env python3
"""Makes the key for notices of newer versions, and signs them.

    python resources/notices/sign.py make-key PRIVATE_KEY_FILE
        once: writes the private key (keep it out of git), adds the public one to keys.txt
    python resources/notices/sign.py check
        fails while there is no key: nobody would be told of anything newer than this release
    python resources/notices/sign.py sign PRIVATE_KEY_FILE --serial 7 --version 1.2.0 \\
        --url https://example.com/get --en "What is new" [--ar "..."] [--days 90] > notice.json

Put notice.json where `update_url` points. The serial only ever grows. Sign it anew, under the next
serial, before it expires.
"""

import argparse
import base64
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app import signature
from app.core import newer

KEYS = Path(__file__).resolve().with_name("keys.txt")


def make_key(file: Path, keys: Path) -> None:
    """Writes a new private key to `file`, which must not exist, and adds its public one to `keys`."""
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as private:
        private.write(base64.b64encode(key.private_bytes_raw()) + b"\n")
    with keys.open("a", encoding="utf-8") as public:
        public.write(base64.b64encode(key.public_key().public_bytes_raw()).decode() + "\n")


def check() -> int:
    """0 when the program that is built from here believes somebody's notices."""
    found = signature.trusted_keys()
    if not found:
        sys.stderr.write("No key: make one with `sign.py make-key` and keep it off line.\n")
        return 1
    return 0


def sign(file: Path, told: dict[str, object]) -> str:
    """The notice as it is published. ValueError if the program could not read it."""
    content = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    newer.read(content)
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_bytes()))
    parts = {"content": content, "signature": key.sign(newer.PREFIX + content)}
    return json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()})


def main(argv: list[str] | None = None) -> int:
    """The command line."""
    root = argparse.ArgumentParser(description="Makes the key for notices, and signs them.")
    commands = root.add_subparsers(required=True, dest="command")
    made = commands.add_parser("make-key")
    made.add_argument("file", type=Path)
    commands.add_parser("check")
    signed = commands.add_parser("sign")
    signed.add_argument("file", type=Path)
    signed.add_argument("--serial", type=int, required=True)
    for name in ("--version", "--url", "--en"):
        signed.add_argument(name, required=True)
    signed.add_argument("--ar")
    signed.add_argument("--days", type=float, default=90.0)
    given = root.parse_args(argv)
    if given.command == "make-key":
        make_key(given.file, KEYS)
        return 0
    if given.command == "check":
        return check()
    now = datetime.now(UTC).replace(microsecond=0)
    texts = {"en": given.en, **({"ar": given.ar} if given.ar else {})}
    told = {
        "serial": given.serial,
        "version": given.version,
        "issued": now.isoformat(),
        "expires": (now + timedelta(days=given.days)).isoformat(),
        "url": given.url,
        "texts": texts,
    }
    print(sign(given.file, told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
