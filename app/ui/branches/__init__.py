"""The branches with their switches, and what follows from switching them."""
