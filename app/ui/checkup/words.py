"""The doctor's findings in the language that is shown."""

from app.core.errors import TEXTS, AppError
from app.doctor.check import Check
from app.doctor.texts import SAID, TOPICS
from app.ui import texts
from app.ui.language import plain, tr
from app.ui.texts_fill import filled, shown


def name(check: Check) -> str:
    """What was looked at."""
    return _capital(filled(TOPICS[check.topic], check.params))


def finding(check: Check) -> tuple[str, str]:
    """What was found, and the cure ("" where nothing is wrong)."""
    if check.code == "ok":
        return "", ""  # its icon and word say so
    said = SAID.get(check.code)
    if said is None:
        title, rest = texts.error(check.error)
        return title, rest
    params = shown(check.params)
    trouble = check.params.get("trouble", "")
    if trouble in TEXTS:
        params["why"], params["remedy"] = texts.error(AppError(trouble, what="orders"))
    remedy = said.window or said.remedy
    return _capital(filled(said.detail, params)), filled(remedy, params) if remedy else ""


def state(check: Check) -> str:
    """The word beside the icon."""
    return tr("In order") if check.ok else tr("To do")


def summary(checks: list[Check]) -> str:
    """One sentence for all of them."""
    wrong = sum(not check.ok for check in checks)
    if wrong:
        return tr("%n thing(s) to do", n=wrong)
    return tr("Everything is in order")


def as_text(checks: list[Check]) -> str:
    """All of it for the clipboard."""
    lines = [summary(checks)]
    for check in checks:
        found, cure = finding(check)
        lines.append(": ".join(part for part in (state(check), name(check), found) if part))
        lines += [f"    {cure}"] if cure else []
    return plain("\n".join(lines))


def _capital(text: str) -> str:
    """A capital where the script has them; what fills a place stays as it is."""
    return text[:1].upper() + text[1:]
