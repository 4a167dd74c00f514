"""Dragoman reads news coverage of diplomacy and keeps the record, each value with the words behind it."""

__version__ = "0.1.0"
