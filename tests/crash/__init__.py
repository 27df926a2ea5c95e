"""Killing the program at named points and at random moments, and what is looked at afterwards."""
