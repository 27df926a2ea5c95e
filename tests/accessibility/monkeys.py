"""A busy evening with a monkey at the window, and a screen reader that reads all of it meanwhile.

dbus-run-session -- xvfb-run -a python -m tests.accessibility.monkeys SEED SECONDS en|ar
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.sandbox.server import Sandbox
from tests.accessibility.desk import NAME, ROOT, SYSTEM_PYTHON, Desk, desk

MONKEY = Path(__file__).with_name("monkey.py")
BRANCHES = ("B01", "B02", "B04")


def command(data: Path, *words: str, said: str = "") -> None:
    """One command of the program's."""
    asked = [sys.executable, "-m", "app", "--data-dir", str(data), *words]
    subprocess.run(asked, cwd=ROOT, input=said, text=True, check=True, timeout=120)


def set_up(data: Path, box: Sandbox, language: str) -> None:
    """What went before the evening."""
    where = box.address
    assert where is not None
    command(
        *(data, "connect", "foodics", "--url", where.foodics_url, "--token-stdin"),
        said=where.foodics_token,
    )
    command(
        *(data, "connect", "oto", "--url", where.oto_url),
        *("--retailer-id", where.retailer_id, "--token-stdin"),
        said=where.oto_token,
    )
    command(data, "currency", "SAR")
    command(data, "branches", "activate", *BRANCHES)
    command(data, "settings", "set", "language", language)


def go(folder: Path, seed: int, seconds: float, language: str) -> None:
    """AssertionError if the program ends, stands still, complains, or an order is doubled."""
    box = Sandbox(seed=seed)
    box.start()
    try:
        # What it saves goes here, and its links lead nowhere.
        os.environ.update(HOME=str(folder), BROWSER="/bin/true")
        os.environ.update(PYTHON_KEYRING_BACKEND="tests.keyrings_file.FileKeyring")
        os.environ.update(TEST_KEYRING=str(folder / "keyring.json"))
        set_up(folder / "data", box, language)
        box.scenario.start(20.0, pace=2.5, upload_delay=(1.0, 3.0))
        with desk(folder) as one:
            one.until(one.names, "the window", 60)
            play(one, seed, seconds)
            box.scenario.stop()
            one.until(one.names, "the window still answers", 60)
            code = leave(one)
        assert code == 0, f"the window ended with {code}"
        complaints = [
            text[max(0, text.find(word) - 500) :][:4000]
            for log in (folder / "data" / "logs").glob("*")
            for text in [log.read_text("utf-8", "replace")]
            for word in ("Traceback", "Segmentation")
            if word in text
        ]
        assert not complaints, "\n".join(complaints)
        assert box.truth.account(set(BRANCHES), grace=0.0)["doubled"] == []
    finally:
        box.stop()


def play(one: Desk, seed: int, seconds: float) -> None:
    """The monkey and the reader, until both have ended."""
    started = [
        subprocess.Popen(
            [SYSTEM_PYTHON, str(MONKEY), what, NAME, str(seconds), str(seed)],
            stdout=subprocess.PIPE if what == "walk" else None,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for what in ("walk", "press")
    ]
    over = time.monotonic() + seconds + 120
    while any(each.poll() is None for each in started):
        code = one.window.poll()
        if code is not None or time.monotonic() > over:
            for each in started:
                each.kill()
            raise AssertionError(f"the window ended with {code}, or the monkey stands still")
        time.sleep(0.2)
    walked = started[0].communicate()[0].split()
    assert int(walked[-1]) > 0, "nothing was read"


def leave(one: Desk) -> int:
    """Ends the program in good order; its exit code."""
    one.window.terminate()
    return one.window.wait(60)


def main() -> int:
    """Exit code 0 if all was well."""
    seed, seconds, language = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        go(Path(folder), int(seed), float(seconds), language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
