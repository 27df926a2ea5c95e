"""The live queue: its model, its words, how rows are painted, and the view around them."""
