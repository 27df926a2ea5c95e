"""What of Qt and of the system that builds goes into the program's folder. Used by build.spec.

PyInstaller takes every plugin of a Qt module and whatever those link to. The window is drawn by
QtWidgets without OpenGL, asks no network and reads no pictures but SVG: most of it would never load.
"""

import re
import sys
from pathlib import PurePath

#: Python modules that nothing here uses, though something may import them if they are there.
#: readline and the dbm modules are under the GPL by the libraries they bring.
EXCLUDED_MODULES = [
    *("PyQt5", "PyQt6", "PySide2", "tkinter", "_tkinter", "turtle", "curses", "_curses"),
    *("readline", "_gdbm", "_dbm", "dbm.gnu", "dbm.ndbm"),
    *("PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtPdf"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest"),
    # The command line of httpx, the reloader of uvicorn, build tools.
    *("rich", "pygments", "watchfiles", "httptools", "uvloop", "websockets"),
    *("setuptools", "pkg_resources", "pip", "_distutils_hack", "pycparser", "pydoc", "unittest"),
    *("pytest", "hypothesis", "mypy", "trustme"),
]

#: Of each folder of plugins what is kept; a folder that is not named here goes as a whole.
_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qico"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "platforms": {"qwindows", "qcocoa", "qxcb", "qwayland", "qoffscreen"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmacstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}
_QT_LIBRARIES = "Core|Gui|Widgets|Svg|PrintSupport|DBus|XcbQpa|WaylandClient"
_QT_LIBRARY = re.compile(r"(?:lib)?Qt6?([A-Z]\w*?)(?:\.so[.\d]*|\.dll|\.dylib|\.framework)?$")
#: Software OpenGL and the shader compiler of Windows: 25 MB.
_UNUSED_DLLS = re.compile(r"(opengl32sw|d3dcompiler_\d+|dxcompiler|dxil)\.dll$", re.IGNORECASE)
#: Of Qt's own translations those of the two languages.
_QT_TEXTS = re.compile(r"qtbase_(ar|en)\.qm$")

#: Linux: what Python itself needs under exactly this name, and what a desktop may lack. All the
#: rest (glib, fontconfig, X11, OpenGL, CUPS, libstdc++) must be the target's own, as its drivers,
#: fonts and printers are. Name -> licence.
SYSTEM_LIBRARIES = {
    "libbz2": "bzip2-1.0.6",
    "libcrypto": "Apache-2.0",
    "libexpat": "MIT",
    "libffi": "MIT",
    "liblzma": "0BSD",
    "libmpdec": "BSD-2-Clause",
    "libpython": "PSF-2.0",
    "libsqlite3": "blessing",
    "libssl": "Apache-2.0",
    "libuuid": "BSD-3-Clause",
    "libxcb-cursor": "MIT",
    "libxcb-icccm": "MIT",
    "libxcb-image": "MIT",
    "libxcb-keysyms": "MIT",
    "libxcb-render-util": "MIT",
    "libxcb-util": "MIT",
    "libxcb-xkb": "MIT",
    "libxkbcommon-x11": "MIT",
    "libxkbcommon": "MIT",
    "libz": "Zlib",
}


def wanted(name: str, *, packages: bool) -> bool:
    """Whether a file goes along. `name` is its place in the folder of the program; `packages`:
    it comes from a Python package or from Python, not from the system."""
    path = PurePath(name.replace("\\", "/"))
    parts = path.parts
    if "plugins" in parts and "PySide6" in parts:
        folder = parts[parts.index("plugins") + 1]
        return _plain(path.name) in _PLUGINS.get(folder, ())
    if "translations" in parts and "PySide6" in parts:
        return bool(_QT_TEXTS.search(path.name))
    if _UNUSED_DLLS.search(path.name):
        return False
    if found := _framework(parts) or _QT_LIBRARY.match(path.name):
        return bool(re.fullmatch(_QT_LIBRARIES, found[1]))
    if sys.platform == "linux" and not packages:
        return system_library(path.name) is not None
    return True


def system_library(file: str) -> str | None:
    """The name of a library of the system that goes along, None for one that does not."""
    name = file.partition(".so")[0]
    name = "libpython" if name.startswith("libpython") else name
    return name if name in SYSTEM_LIBRARIES else None


def _plain(file: str) -> str:
    return re.sub(r"^lib", "", file.partition(".")[0])


def _framework(parts: tuple[str, ...]) -> re.Match[str] | None:
    """macOS: QtCore.framework/Versions/A/QtCore, and whatever lies in it."""
    for part in parts:
        if part.endswith(".framework"):
            return _QT_LIBRARY.match(part)
    return None
