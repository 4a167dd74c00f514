"""Merging: what many documents say of the same, gathered.

records, judgements | gists > events, series, instruments, disagreements         (gather)
records, vectors | items > stories of documents, with copies among them  (stories, copies)
records | sightings > actors, with the offices they were seen in     (actors, tenures)
"""

from dragoman.merge.actors import KnownActor, SameName, known_actors
from dragoman.merge.anchors import anchor_of, anchor_of_actor, anchor_of_instrument, anchor_of_quotation
from dragoman.merge.gather import Gathered, copies_of, gathered, gathered_from
from dragoman.merge.gists import Gist, gist_from_json, gist_of, gist_to_json
from dragoman.merge.history import is_overdue
from dragoman.merge.judged import fields_of, judged_actors
from dragoman.merge.judged_pairs import NONE_JUDGED, Pairs
from dragoman.merge.judged_records import Edited, judged_record, judged_records
from dragoman.merge.roots import roots_of
from dragoman.merge.sightings import sightings_of
from dragoman.merge.tellings import Telling, tellings_of
from dragoman.merge.tenures import Tenure, disagreements

__all__ = [
    "NONE_JUDGED",
    "Edited",
    "Gathered",
    "Gist",
    "KnownActor",
    "Pairs",
    "SameName",
    "Telling",
    "Tenure",
    "anchor_of",
    "anchor_of_actor",
    "anchor_of_instrument",
    "anchor_of_quotation",
    "copies_of",
    "disagreements",
    "fields_of",
    "gathered",
    "gathered_from",
    "gist_from_json",
    "gist_of",
    "gist_to_json",
    "is_overdue",
    "judged_actors",
    "judged_record",
    "judged_records",
    "known_actors",
    "roots_of",
    "sightings_of",
    "tellings_of",
]
