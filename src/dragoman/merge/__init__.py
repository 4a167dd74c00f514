"""Merging: what many documents say of the same, gathered.

sightings | actors (one for each identity or name) | tenures (offices and the days they were seen on) > known actors
"""

from dragoman.merge.actors import KnownActor, SameName, known_actors
from dragoman.merge.tenures import OfficeDisagreement, Tenure, disagreements

__all__ = ["KnownActor", "OfficeDisagreement", "SameName", "Tenure", "disagreements", "known_actors"]
