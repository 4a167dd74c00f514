"""Every error that Dragoman raises on purpose, in one tree. Each carries the id of what it is about.

DragomanError
|-- SpanError            a span that is no span, or does not fit its text
|-- ReadError            a page that cannot be read (the name of the file, record or URL)
|   |-- TooLargeError    more bytes, text, tags or depth than the bounds allow
|   |-- EncodingError    bytes that are no text
|   |-- FormatError      not the format that it claims to be
|   |-- EmptyError       nothing to read in it
|   `-- FetchError       a URL that gives no page
|-- StoreError           a database that cannot be used (its path)
|   |-- LockedError      in use by another process
|   |-- FullError        no space left
|   |-- ForeignError     not a Dragoman database, or damaged
|   `-- VersionError     made by a newer Dragoman
|-- NotFoundError        an id that is not there (the id)
|-- LexiconError         shipped data that is missing or does not fit (its name)
`-- WeightsError         the encoder's weights are missing or damaged (their folder)
"""

from __future__ import annotations

__all__ = [
    "DragomanError",
    "EmptyError",
    "EncodingError",
    "FetchError",
    "ForeignError",
    "FormatError",
    "FullError",
    "LexiconError",
    "LockedError",
    "NotFoundError",
    "ReadError",
    "SpanError",
    "StoreError",
    "TooLargeError",
    "VersionError",
    "WeightsError",
]


class DragomanError(Exception):
    """The root. `subject` is the id, name or path of what the error is about; "" when there is none."""

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(f"{subject}: {message}" if subject else message)
        self.subject = subject
        self.message = message


class SpanError(DragomanError):
    """A span that is no span, or does not fit its text."""


class ReadError(DragomanError):
    """A page that cannot be read."""


class TooLargeError(ReadError):
    """More bytes, text, tags or depth than the bounds allow."""


class EncodingError(ReadError):
    """Bytes that are no text."""


class FormatError(ReadError):
    """Not the format that it claims to be."""


class EmptyError(ReadError):
    """Nothing to read in it."""


class FetchError(ReadError):
    """A URL that gives no page."""


class StoreError(DragomanError):
    """A database that cannot be used."""


class LockedError(StoreError):
    """In use by another process."""


class FullError(StoreError):
    """No space left."""


class ForeignError(StoreError):
    """Not a Dragoman database, or damaged."""


class VersionError(StoreError):
    """Made by a newer Dragoman."""


class NotFoundError(DragomanError):
    """An id that is not there."""


class LexiconError(DragomanError):
    """Shipped data that is missing or does not fit."""


class WeightsError(DragomanError):
    """The encoder's weights are missing or damaged."""
