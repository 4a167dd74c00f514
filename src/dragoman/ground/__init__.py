"""ground: Analysis -> Record. Who is meant, when, where, and which words speak of one occurrence."""

from dragoman.ground.offices import HolderTable
from dragoman.ground.record import ground

__all__ = ["HolderTable", "ground"]
