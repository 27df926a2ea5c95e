"""Setting up: the boxes of each step, and the path that leads through them (window.md)."""
