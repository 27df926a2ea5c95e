"""The built program, run as a manager and IT run it (tests/long/test_built.py)."""
