"""What the keys of a page or tab do: one table, looked at by whoever hands a key on."""

from __future__ import annotations

from collections.abc import Callable

Acts = dict[str, Callable[[], object]]
"""By the name of the key, as the window knows it."""


class KeyActions:
    """``acts`` is what the keys do here and now."""

    def acts(self) -> Acts:
        return {}

    def act(self, key: str) -> bool:
        """Do what a key means here; False when it means nothing."""
        found = self.acts().get(key)
        if found is None:
            return False
        found()
        return True
