"""The small parts all screens are made of. Each takes its colours from the theme and its words
anew when the language changes (`retranslate`)."""
