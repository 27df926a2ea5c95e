"""The window. Whatever imports a part of it imports Qt, and leaves its search for features off."""

from app.ui import features as features
