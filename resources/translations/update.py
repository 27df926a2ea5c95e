#!/usr/bin/env python3
"""Brings the `.ts` files to what the code says, and makes the `.qm` files of them.

    python resources/translations/update.py            update and compile
    python resources/translations/update.py --check    change nothing; exit 1 if something is missing

Texts are the literal first arguments of `tr(...)` and `mark(...)`; `tr(..., n=...)` has plural forms.
Translations are edited in the `.ts` files, with Qt Linguist or any editor.
"""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CODE = [HERE.parent.parent / "app" / part for part in ("doctor", "ui")]
CONTEXT = "oto"
#: Language → how many plural forms it has (CLDR).
FORMS = {"en": 2, "ar": 6}
_PLACES = re.compile(r"\{[a-z_]+\}|%n")


def texts() -> dict[str, bool]:
    """Every text in the code → whether it has plural forms, in the order of files."""
    found: dict[str, bool] = {}
    for file in sorted(file for folder in CODE for file in folder.rglob("*.py")):
        for text, plural in _in(ast.parse(file.read_text("utf-8"))):
            found[text] = found.get(text, False) or plural
    return found


def _in(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        if node.func.id in ("tr", "mark") and isinstance(node.args[0], ast.Constant):
            text = node.args[0].value
            if isinstance(text, str) and text:
                yield text, any(word.arg == "n" for word in node.keywords) or "%n" in text


def read(language: str) -> dict[str, list[str]]:
    """What is translated already: text → its forms (one, or as many as the language has)."""
    file = HERE / f"oto_{language}.ts"
    found: dict[str, list[str]] = {}
    if not file.exists():
        return found
    for message in ET.parse(file).getroot().iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        if translation is None:
            continue
        forms = translation.findall("numerusform")
        found[source] = [form.text or "" for form in forms] if forms else [translation.text or ""]
    return found


def wanted(language: str, plural: bool) -> int:
    """How many forms a text needs in a language; 0: English texts stand for themselves."""
    if language == "en":
        return FORMS["en"] if plural else 0
    return FORMS[language] if plural else 1


def problems(language: str) -> list[str]:
    """What is missing or wrong in one language, a line each."""
    known, found = read(language), []
    for text, plural in texts().items():
        need = wanted(language, plural)
        if not need:
            continue
        forms = known.get(text, [])
        if len(forms) != need or not all(form.strip() for form in forms):
            found.append(f"{language}: not translated: {text!r}")
            continue
        places = set(_PLACES.findall(text))
        for form in forms:
            # A form for exactly one or two may say the number in a word.
            extra = set(_PLACES.findall(form)) ^ places
            if extra - ({"%n"} if plural else set()):
                found.append(f"{language}: other places: {text!r} → {form!r}")
    found += [f"{language}: not in the code: {text!r}" for text in known.keys() - texts().keys()]
    return found


def write(language: str) -> None:
    """The `.ts` file: all texts of the code in their order, what was translated kept."""
    known = read(language)
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, plural in texts().items():
        need = wanted(language, plural)
        if not need:
            continue
        message = ET.SubElement(context, "message", {"numerus": "yes"} if plural else {})
        ET.SubElement(message, "source").text = text
        forms = known.get(text, [])
        done = len(forms) == need and all(form.strip() for form in forms)
        translation = ET.SubElement(message, "translation", {} if done else {"type": "unfinished"})
        if plural:
            for form in forms if done else [""] * need:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0] if done else ""
    ET.indent(root, "  ")
    body = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    (HERE / f"oto_{language}.ts").write_text(f"{head}{body}\n", "utf-8")


def compile_all() -> None:
    """The `.qm` files, by Qt's own tool."""
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    for language in FORMS:
        source, made = HERE / f"oto_{language}.ts", HERE / f"oto_{language}.qm"
        partial = made.with_suffix(".part")
        command = [str(tool), "-silent", str(source), "-qm", str(partial)]
        subprocess.run(command, check=True)
        # Put in place as a whole: a program that runs has the old one mapped into its memory.
        partial.replace(made)


def main() -> int:
    """See the module's text."""
    if sys.argv[1:] not in ([], ["--check"]):
        sys.stdout.write(__doc__ or "")
        return 2
    if "--check" not in sys.argv[1:]:
        for language in FORMS:
            write(language)
        compile_all()
    found = [line for language in FORMS for line in problems(language)]
    for line in found:
        sys.stdout.write(line + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
