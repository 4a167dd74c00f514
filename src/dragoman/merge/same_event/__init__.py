"""Events in many documents that are one occurrence, and the documents that tell of one.

documents > topics | the events of a topic > compare (two events) > groups, each with what joined it
"""

from dragoman.merge.same_event.documents import DocumentFeatures, topics_of
from dragoman.merge.same_event.features import EventFeatures, of_record, of_report, texts_of
from dragoman.merge.same_event.group import EventGroup, same_events
from dragoman.merge.same_event.pairs import Verdict, compare

__all__ = [
    "DocumentFeatures",
    "EventFeatures",
    "EventGroup",
    "Verdict",
    "compare",
    "of_record",
    "of_report",
    "same_events",
    "texts_of",
    "topics_of",
]
