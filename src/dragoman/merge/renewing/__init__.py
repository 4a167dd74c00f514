"""What was gathered, brought up to date: only what a changed document can change is gathered again.

    changed documents > names, instruments > reports > groups > rows of series > events, series, disagreements

Each stage takes what changed in the one before it, finds what else can depend on that, makes just this anew with the
functions that `merge.gather` has for the whole, and hands on what came out otherwise. What is kept in between stands
on a shelf. The result is that of `merge.gathered`, whatever came first.
"""

from dragoman.merge.renewing.renew import renew, rooted
from dragoman.merge.renewing.shelf import KINDS, Shelf, Shelved, Shown, Source

__all__ = ["KINDS", "Shelf", "Shelved", "Shown", "Source", "renew", "rooted"]
