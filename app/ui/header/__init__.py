"""The top of the window: the sentence that says the worst true thing, and what helps."""
