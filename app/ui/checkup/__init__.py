"""Settings, Check-up: what the doctor finds, in the window, and the file for support."""
