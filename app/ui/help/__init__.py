"""Help inside the program: short, in both languages, printable."""
