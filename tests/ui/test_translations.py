"""Nothing is untranslated: the code, the `.ts` files and the compiled `.qm` files agree."""

import importlib.util
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

from app.paths import resource
from app.ui import language
from app.ui.language import tr


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update", resource("translations", "update.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_text_of_the_code_is_translated_and_no_other(update: ModuleType, code: str) -> None:
    assert update.problems(code) == []


def test_the_check_sees_what_is_missing(
    update: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {**update.texts(), "A text nobody translated": False}
    monkeypatch.setattr(update, "texts", lambda: texts)
    assert update.problems("ar") == ["ar: not translated: 'A text nobody translated'"]


@pytest.mark.parametrize("code", ["en", "ar"])
def test_what_is_compiled_is_what_is_written(update: ModuleType, code: str) -> None:
    translator = QTranslator()
    assert translator.load(f"oto_{code}", str(resource("translations")))
    for text, forms in update.read(code).items():
        number = 1 if len(forms) > 1 else -1
        found = translator.translate(update.CONTEXT, text, "", number)
        assert found in forms, text


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1 min"), (7, "7 min")],
)
def test_english_counts(n: int, said: str) -> None:
    assert tr("%n min", n=n) == said


def test_arabic_has_its_six_forms(update: ModuleType) -> None:
    language.apply("ar")
    for text, forms in update.read("ar").items():
        if len(forms) == 1:
            continue
        for n, form in zip((0, 1, 2, 3, 11, 100), forms, strict=True):
            assert language.plain(tr(text, n=n)).startswith(
                language.plain(form.split("{", maxsplit=1)[0].replace("%n", str(n)))[:3]
            ), (text, n)
