"""Copies: which documents share their text, which of them is the origin, and which families they make.

documents | own text | words | fingerprints | index > copies | families
"""

from dragoman.merge.copies.compare import Copy, compare
from dragoman.merge.copies.families import Family, families
from dragoman.merge.copies.fingerprints import fingerprints
from dragoman.merge.copies.index import CopyIndex
from dragoman.merge.copies.own import OwnText, own_text
from dragoman.merge.copies.words import Words, words_of

__all__ = [
    "Copy",
    "CopyIndex",
    "Family",
    "OwnText",
    "Words",
    "compare",
    "families",
    "fingerprints",
    "own_text",
    "words_of",
]
