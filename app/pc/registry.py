"""Windows' registry, as little of it as is needed. Not tried on Windows yet."""

import sys


class WindowsRegistry:
    """Values of HKEY_CURRENT_USER."""

    def get(self, key: str, name: str) -> object:
        """None if it is not there."""
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - no other system has it

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    return winreg.QueryValueEx(opened, name)[0]
            except FileNotFoundError:
                return None
        raise OSError("this is not Windows")

    def put(self, key: str, name: str, value: str) -> None:
        """A text."""
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - see above

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)
            return
        raise OSError("this is not Windows")

    def drop(self, key: str, name: str) -> None:
        """Nothing happens if it is not there."""
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - see above

            try:
                with winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE
                ) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                return
            return
        raise OSError("this is not Windows")
