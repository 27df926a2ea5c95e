"""The sandbox: our own Foodics and OTO on loopback, for trying, training and tests.

It imports nothing of ``app`` outside this package, so that a mistaken reading of the wire in a
client can never be confirmed by the same mistake here.
"""
