#!/bin/sh
# Removes OTO Companion of this user.
#
#   ~/.local/lib/oto-companion/uninstall.sh [--keep-data | --erase-data]
#
# Without a word it asks what becomes of the data: orders, settings, logs, and the tokens in the keyring.
set -eu
program=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
prefix=$(cat "$program/prefix")
data="${XDG_DATA_HOME:-$HOME/.local/share}"
erase=ask
case "${1-}" in
    --keep-data) erase=no ;;
    --erase-data) erase=yes ;;
    "") ;;
    *) echo "usage: uninstall.sh [--keep-data | --erase-data]" >&2; exit 2 ;;
esac
if [ "$erase" = ask ]; then
    echo "Erase the data too: orders, settings, logs, and the tokens in the keyring?"
    printf "Without them nobody can tell later which orders were sent. Erase? [y/N] "
    read -r answer || answer=n
    case "$answer" in y|Y|yes) erase=yes ;; *) erase=no ;; esac
fi
if "$program/oto-companion" --version >/dev/null 2>&1 && ! "$program/oto-companion" quit; then
    echo "It is running and did not end; quit it, then try again. Nothing was removed." >&2
    exit 1
fi
if [ "$erase" = yes ]; then
    # The tokens; a keyring that is locked or gone must not stop the rest.
    for service in foodics oto; do
        "$program/oto-companion" disconnect "$service" || true
    done
    rm -rf "$data/oto-companion"
fi
rm -f "${XDG_CONFIG_HOME:-$HOME/.config}/autostart/oto-companion.desktop" \
    "$data/applications/oto-companion.desktop" \
    "$data/icons/hicolor/scalable/apps/oto-companion.svg" \
    "$data/icons/hicolor/256x256/apps/oto-companion.png"
if [ "$(readlink "$prefix/bin/oto-companion" || true)" = "$program/oto-companion" ]; then
    rm -f "$prefix/bin/oto-companion"
fi
rm -rf "$program"
if [ "$erase" = yes ]; then
    echo "Removed, with all data."
else
    echo "Removed. The data stays in $data/oto-companion."
fi
