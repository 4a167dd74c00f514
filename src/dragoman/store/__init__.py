"""The store: pages and records in one SQLite file, and what can be asked of them.

page, record | adding (rows, words) > tables | listing, cast, searching, finding, verifying > what was asked for
"""

from dragoman.store.adding import Outcome
from dragoman.store.cast import PlaceCount
from dragoman.store.finding import Found
from dragoman.store.gathering import EVENTS, Kept, KeptGist, KeptRow
from dragoman.store.listing import Header
from dragoman.store.runs import RunInfo
from dragoman.store.searching import Passage
from dragoman.store.store import Run, Store, open_store
from dragoman.store.stories import STORIES, Heading, KeptPlace, KeptStories
from dragoman.store.verifying import Fault

__all__ = [
    "EVENTS",
    "STORIES",
    "Fault",
    "Found",
    "Header",
    "Heading",
    "Kept",
    "KeptGist",
    "KeptPlace",
    "KeptRow",
    "KeptStories",
    "Outcome",
    "Passage",
    "PlaceCount",
    "Run",
    "RunInfo",
    "Store",
    "open_store",
]
