"""Packs what build.spec made for Linux: an archive for one user, and a package for Debian and Ubuntu.

    python resources/installers/linux/build.py dist/oto-companion dist

writes oto-companion-VERSION-linux-ARCH.tar.xz and oto-companion_VERSION_ARCH.deb into the second folder,
in a minute and a half of CPU.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from app import __version__  # noqa: E402 - after the path

#: What is not in the folder and every desktop has. Two names: before and after Debian's t64.
DEPENDS = ", ".join(
    [
        "libc6 (>= 2.34)",
        *("libstdc++6", "libgcc-s1", "libegl1", "libgl1", "libx11-6", "libx11-xcb1", "libxcb1"),
        *("libxcb-randr0", "libxcb-render0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1"),
        *("libxcb-xfixes0", "libwayland-client0", "libwayland-cursor0", "libdbus-1-3"),
        *("libfontconfig1", "libfreetype6", "libzstd1", "libglib2.0-0 | libglib2.0-0t64"),
    ]
)
_CONTROL = """\
Package: oto-companion
Version: {version}
Architecture: {arch}
Maintainer: The makers of OTO Companion
Installed-Size: {size}
Depends: {depends}
Recommends: gnome-keyring | org.freedesktop.secrets, libcups2 | libcups2t64
Section: misc
Priority: optional
Description: sends every delivery order that is ready in Foodics to OTO
 It watches the Foodics cashier and sends each order to OTO, the delivery
 manager: once, at once, and never silently not at all.
"""


def build(program: Path, target: Path, level: int = 6) -> tuple[Path, Path]:
    """Archive and package of a built program, written into `target`; `level` of compression 0 to 9."""
    arch = _said("dpkg", "--print-architecture")
    target.mkdir(parents=True, exist_ok=True)
    return _archive(program, target, arch, level), _package(program, target, arch, level)


def _archive(program: Path, target: Path, arch: str, level: int) -> Path:
    name = f"oto-companion-{__version__}"
    path = target / f"{name}-linux-{arch}.tar.xz"
    with tarfile.open(path, "w:xz", preset=level) as archive:
        archive.add(program, f"{name}/oto-companion", filter=_nobodys)
        for file in ("install.sh", "uninstall.sh", "oto-companion.desktop"):
            archive.add(HERE / file, f"{name}/{file}", filter=_nobodys)
    return path


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    # A builder's umask must not decide who may read it.
    executable = entry.isdir() or entry.mode & 0o100 or entry.name.endswith("install.sh")
    entry.mode = 0o755 if executable else 0o644
    return entry


def _package(program: Path, target: Path, arch: str, level: int) -> Path:
    path = target / f"oto-companion_{__version__}_{arch}.deb"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        place = tree / "opt" / "oto-companion"
        shutil.copytree(program, place, symlinks=True)
        _put(tree / "usr/share/applications/oto-companion.desktop", _desktop("/opt/oto-companion"))
        icons = program / "_internal" / "resources" / "icons"
        hicolor = tree / "usr/share/icons/hicolor"
        _put(
            hicolor / "scalable/apps/oto-companion.svg",
            (icons / "oto-companion.svg").read_bytes(),
        )
        _put(
            hicolor / "256x256/apps/oto-companion.png",
            (icons / "oto-companion-256.png").read_bytes(),
        )
        _put(
            tree / "usr/share/doc/oto-companion/copyright",
            (ROOT / "LICENSE").read_bytes()
            + b"\nWhat it is made of: /opt/oto-companion/_internal/resources/licences\n",
        )
        (tree / "usr/bin").mkdir(parents=True)
        (tree / "usr/bin/oto-companion").symlink_to("/opt/oto-companion/oto-companion")
        size = sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir()) // 1024
        fields = {"version": __version__, "arch": arch, "size": size, "depends": DEPENDS}
        _put(tree / "DEBIAN/control", _CONTROL.format(**fields).encode())
        for file in ("prerm", "postinst"):
            _put(tree / "DEBIAN" / file, (HERE / "debian" / file).read_bytes(), 0o755)
        for each in (tree, *tree.rglob("*")):
            if not each.is_symlink():
                each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", tree, path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def _desktop(program: str) -> bytes:
    text = (HERE / "oto-companion.desktop").read_text("utf-8")
    return text.replace("@PROGRAM@", program).encode()


def _put(path: Path, content: bytes, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    for made in build(Path(sys.argv[1]), Path(sys.argv[2])):
        print(f"{made} {made.stat().st_size / 1e6:.0f} MB")
