"""An outsider's stand-ins for both services and its own reading of the rules.

Nothing here imports `app` or `app.sandbox`: what agrees with these agrees with a second reading of
the references, not with its own echo.
"""
