"""Being told: tray, notices once per episode, sound until somebody acknowledges, timed mute."""
