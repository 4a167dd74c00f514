"""understand: Document -> Analysis. What the words say, as spans; nothing is looked up or tied together yet."""

from dragoman.understand.analyse import understand

__all__ = ["understand"]
