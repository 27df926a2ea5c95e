"""The verbs of `engine.control`, by what they are about."""
