"""The program as a part of this PC: starts at sign-in, keeps it awake, notes how it ended, watches
itself, and knows who else runs it here. One small interface each, plain code for every system."""
