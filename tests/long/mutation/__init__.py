"""Mutation testing: the program is broken in one small way at a time, and a test has to notice.

    python -m tests.long.mutation [--sample N] [--seed N] [--only app/core/money.py] [--jobs N]

Prints how many were noticed in each file and who survived; those in tests/long/mutants.md are
explained there. Nothing is written into the checkout, and it runs at the lowest priority.

A runner of our own: mutmut 3.8 (BSD-3) runs pytest several times in one process, which hypothesis
refuses under `--import-mode=importlib`, and leaves out what stands outside of functions, which in
`core` is a third of the rules; cosmic-ray (MIT) starts pytest anew for every mutant, five times as
slow, and writes the broken file into the checkout. Here a mutant lives in the memory of one forked
process only.
"""
