#!/bin/bash
# Signs, packs and notarises what build.spec made on macOS.
#
#   resources/installers/macos/package.sh "dist/OTO Companion.app" dist
#
# SIGN_IDENTITY     "Developer ID Application: …" in the keychain; without it the signature is ad hoc, and
#                   a manager has to allow the program in System Settings, Privacy & Security
# NOTARY_PROFILE    made once with `xcrun notarytool store-credentials`; without it nothing is notarised
#
# The result is OTO-Companion-VERSION-macos-ARCH.dmg. Always sign with the same identity: macOS asks anew
# for each token in the keychain when it changes.
set -euo pipefail
app=$1 target=$2
here=$(cd "$(dirname "$0")" && pwd)
identity=${SIGN_IDENTITY:--}
options=(--force --sign "$identity")
if [ "$identity" != "-" ]; then
    options+=(--timestamp --options runtime)
fi

# From the inside out: each library, each framework, both programs, then the whole.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 -n 20 codesign "${options[@]}"
find "$app/Contents" -type d -name '*.framework' -prune -print0 |
    xargs -0 -n 1 codesign "${options[@]}"
for program in "$app"/Contents/MacOS/*; do
    codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$program"
done
codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict --verbose=2 "$app"

version=$(/usr/libexec/PlistBuddy -c "Print CFBundleShortVersionString" "$app/Contents/Info.plist")
image="$target/OTO-Companion-$version-macos-$(uname -m).dmg"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -quiet -ov -volname "OTO Companion" -srcfolder "$stage" -format UDZO "$image"
if [ "$identity" != "-" ]; then
    codesign --force --timestamp --sign "$identity" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
echo "$image"
