from __future__ import annotations

import pytest

from reminders.services import sending


@pytest.fixture(autouse=True)
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are as long as they are said to be."""
    monkeypatch.setattr(sending, "jitter", lambda: 1.0)
