"""The window's part of what this PC does: sign-in, sleep, and how the program ended."""
