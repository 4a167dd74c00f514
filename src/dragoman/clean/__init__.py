"""Cleaning: a page becomes a document, its text in zones."""

from dragoman.clean.cleaning import clean

__all__ = ["clean"]
