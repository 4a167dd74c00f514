"""Settings of all tests: no deadline, since a loaded machine is no fault of the code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")
