"""Mentions: spans that name people, organisations, places, peoples and offices."""

from __future__ import annotations

from dragoman.understand.mentions.find import find_mentions

__all__ = ["find_mentions"]
