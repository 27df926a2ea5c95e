"""Makes the program's icon for each system from `oto-companion.svg`.

    python resources/icons/make.py FOLDER

writes `oto-companion.ico`, `.icns` and `oto-companion-256.png`. Both containers hold PNG as it is.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).with_name("oto-companion.svg")
_ICO = (16, 24, 32, 48, 64, 128, 256)
_ICNS = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def make(folder: Path) -> None:
    """Writes the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "oto-companion.ico").write_bytes(ico([(size, png(size)) for size in _ICO]))
    (folder / "oto-companion.icns").write_bytes(icns([(k, png(n)) for k, n in _ICNS.items()]))
    (folder / "oto-companion-256.png").write_bytes(png(256))


def png(size: int) -> bytes:
    """The icon as a square picture."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def ico(pictures: list[tuple[int, bytes]]) -> bytes:
    """Windows: a directory of pictures, then the pictures."""
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(directory) + 16 * len(pictures)
    for size, content in pictures:
        side = size % 256  # 0 means 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), at)
        at += len(content)
    return directory + b"".join(content for _, content in pictures)


def icns(pictures: list[tuple[bytes, bytes]]) -> bytes:
    """macOS: chunks with their kind and length."""
    body = b"".join(k + struct.pack(">I", len(content) + 8) + content for k, content in pictures)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    make(Path(sys.argv[1]))
