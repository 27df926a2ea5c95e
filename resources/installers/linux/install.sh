#!/bin/sh
# Installs OTO Companion for this user, without root. The same command upgrades it.
#
#   ./install.sh [--prefix DIR]      DIR is ~/.local
set -eu
prefix="$HOME/.local"
while [ $# -gt 0 ]; do
    case "$1" in
        --prefix) prefix="$2"; shift 2 ;;
        *) echo "usage: ./install.sh [--prefix DIR]" >&2; exit 2 ;;
    esac
done
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
program="$prefix/lib/oto-companion"
data="${XDG_DATA_HOME:-$HOME/.local/share}"

if [ ! -x "$here/oto-companion/oto-companion" ]; then
    echo "The folder oto-companion is not beside this script; unpack the whole archive." >&2
    exit 1
fi
# Does it run here at all? Before anything is replaced.
if ! "$here/oto-companion/oto-companion" --version; then
    echo "It does not run on this system (it needs glibc of the build's system or newer). Nothing was changed." >&2
    exit 1
fi
mkdir -p "$prefix/lib" "$prefix/bin" "$data/applications" "$data/icons/hicolor/scalable/apps" \
    "$data/icons/hicolor/256x256/apps"

# Copied whole beside the old one, then put in its place: a cut-short copy never starts, and goes now.
rm -rf "$program".new.*
new="$program.new.$$"
trap 'rm -rf "$new"' EXIT
cp -a "$here/oto-companion" "$new"
cp "$here/uninstall.sh" "$new/"
printf '%s\n' "$prefix" > "$new/prefix"
if [ -e "$program" ]; then
    # What runs ends in good order: calls in flight are finished, the ledger is closed. A damaged
    # program, which cannot even say its version, does not keep anybody from mending it.
    if "$program/oto-companion" --version >/dev/null 2>&1 && ! "$program/oto-companion" quit; then
        echo "It is running and did not end; quit it, then try again. Nothing was changed." >&2
        exit 1
    fi
    rm -rf "$program.old"
    mv "$program" "$program.old"
fi
mv "$new" "$program"
rm -rf "$program.old"

ln -sf "$program/oto-companion" "$prefix/bin/oto-companion"
# A backslash and a quote in a path would need escaping in a desktop file; no home has them.
awk -v program="$program" '{ i = index($0, "@PROGRAM@"); if (i) $0 = substr($0, 1, i - 1) program substr($0, i + 9); print }' \
    "$here/oto-companion.desktop" > "$data/applications/oto-companion.desktop"
cp "$program/_internal/resources/icons/oto-companion.svg" "$data/icons/hicolor/scalable/apps/"
cp "$program/_internal/resources/icons/oto-companion-256.png" \
    "$data/icons/hicolor/256x256/apps/oto-companion.png"
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$data/applications" || true
fi
echo "Installed in $program. It is in the menu as OTO Companion."
case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "For the command line put $prefix/bin into PATH." ;;
esac
