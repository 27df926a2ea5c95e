"""A disk whose every fsync takes 15 ms longer, as on a worn-out PC.

The real thing: a small library, compiled here and loaded before all others, delays `fsync` and
`fdatasync` of the whole process. Without a C compiler the store thread sleeps before each commit
instead (`app.store.ledger.commit_hook`), which is nearly the same: one fsync goes with a commit.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SECONDS = 0.015
_SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

static int later(const char *name, int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, name);
    usleep(%d);
    return real(fd);
}
int fsync(int fd) { return later("fsync", fd); }
int fdatasync(int fd) { return later("fdatasync", fd); }
"""


def environment(folder: Path) -> Mapping[str, str]:
    """What makes the disk slow for a process that is started with it."""
    compiler = shutil.which("cc")
    if compiler is None:
        return {"BENCH_COMMIT_SLEEPS": str(SECONDS)}
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(_SOURCE % round(SECONDS * 1e6))
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True
    )
    return {"LD_PRELOAD": str(library)}


def how(environment: Mapping[str, str]) -> str:
    """How the disk is slow, in words."""
    return "fsync itself" if "LD_PRELOAD" in environment else "a sleep before each commit"
