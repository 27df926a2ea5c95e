"""What of Qt and of the system a build takes along (resources/installers/contents.py)."""

import sys

import pytest

from resources.installers.contents import SYSTEM_LIBRARIES, system_library, wanted


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6\\plugins\\imageformats\\qsvg.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/translations/qtbase_ar.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt6Gui.dll",
        "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/QtWidgets.abi3.so",
        "sqlalchemy/util/_collections_cy.cpython-311-x86_64-linux-gnu.so",
        "resources/translations/oto_ar.qm",
    ],
)
def test_what_the_window_needs_goes_along(name: str) -> None:
    assert wanted(name, packages=True)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/imageformats/qwebp.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_ar.qm",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Pdf.dll",
        "PySide6/Qt/lib/QtOpenGL.framework/Versions/A/QtOpenGL",
        "PySide6/opengl32sw.dll",
    ],
)
def test_what_would_never_load_stays_out(name: str) -> None:
    assert not wanted(name, packages=True)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of a Linux system")
def test_of_a_linux_system_only_what_is_listed_goes_along() -> None:
    for name in (
        "libsqlite3.so.0",
        "libbz2.so.1.0",
        "libxkbcommon-x11.so.0",
        "libpython3.13.so.1.0",
    ):
        assert wanted(name, packages=False), name
    for name in ("libglib-2.0.so.0", "libstdc++.so.6", "libreadline.so.8", "libgtk-3.so.0"):
        assert not wanted(name, packages=False), name
    assert system_library("libxkbcommon-x11.so.0") == "libxkbcommon-x11"
    assert not any("GPL" in licence for licence in SYSTEM_LIBRARIES.values())
