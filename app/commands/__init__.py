"""What the commands do, a module per group. Imported by `cli.py` only when their command is named."""
