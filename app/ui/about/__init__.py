"""About the program: version, licence, and what it is made of."""
