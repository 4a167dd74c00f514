"""The draft of an attribution: a cue with its speaker and the place where its clause begins."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.spans import Span
from dragoman.understand.attributions.after import Opening
from dragoman.understand.attributions.speakers import Speaker

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A cue and its speaker. `start` is the first item of its clause, `end` the first after speaker and cue.

    `cut` is where a content before it has to stop, None when its clause is part of that content. `shape` is
    right (content follows), around (content stands before it, or on both sides) or all (the whole clause).
    """

    cue: Span
    speaker: Speaker | None
    start: int
    end: int
    opening: Opening
    shape: str
    cut: int | None
    by: str
    through: tuple[Span, ...] = ()
