"""Reading: text, HTML and JSON out of files, folders, standard input and URLs, to pages.

names -> sources (or fetch) -> stream -> sniff -> encoding -> plain | html (dom, maintext, align, article) | records
"""

from dragoman.read.bounds import Bounds
from dragoman.read.pages import page_from_bytes, page_from_record
from dragoman.read.sources import read_pages

__all__ = ["Bounds", "page_from_bytes", "page_from_record", "read_pages"]
