"""Actors: who the mentions of one document are."""

from __future__ import annotations

from dragoman.ground.actors.plural import plural_members
from dragoman.ground.actors.resolve import resolve_actors
from dragoman.ground.actors.states import metonym_country

__all__ = ["metonym_country", "plural_members", "resolve_actors"]
