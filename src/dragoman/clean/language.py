"""The language of a document, by py3langid, where there is enough text to tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from py3langid import langid

from dragoman import lexicon
from dragoman.clean.pieces import Piece
from dragoman.spans import Span
from dragoman.types import READ_ZONES, Absent, Evidence, Field, Page, Reason, Value

__all__ = ["language_of"]

ENOUGH = 40  # letters that tell a language
MOST = 500  # code points that are looked at
SURE_SCORE = 0.5
ENGLISH_WORDS = 2  # in a text too short or too full of names for statistics
AGAINST_STATISTICS = 3  # words of English alone, in a text that statistics take for another language


@cache
def _identifier() -> langid.LanguageIdentifier:
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def _words_of(sample: str, listed: str) -> int:
    """How many different words of a list the sample has."""
    words = {word.strip(".,;:\"'“”‘’()").lower() for word in sample.split()}
    return len(words & frozenset(lexicon.load("clean")[listed]))


def language_of(page: Page, document_id: str, text: str, pieces: Sequence[Piece]) -> Field[str]:
    """The ISO 639-1 code of the language; by the page's own word where the text is too short to tell.

    Not stated where the page has no word of it either. The evidence is the beginning of the longest paragraph.
    """
    read = [p for p in pieces if p.kind in READ_ZONES] or list(pieces)
    longest = max(read, key=lambda p: (len(p.span), -p.span.start), default=None)
    stated = next((f for f in page.values("language") if f.value.strip()), None)
    sample = " ".join(p.text[:MOST] for p in read[:12])[:MOST]
    if longest is not None and sum(c.isalpha() for c in sample) >= ENOUGH:
        code, score = _identifier().classify(sample)
        mistaken = code != "en" and _words_of(sample, "english_only_words") >= AGAINST_STATISTICS
        if score >= SURE_SCORE and not mistaken:
            span = Span(longest.span.start, min(longest.span.end, longest.span.start + MOST))
            return Value(code, (Evidence(document_id, span, span.of(text), "py3langid"),), f"score {score:.2f}")
    if longest is not None and _words_of(sample, "english_words") >= ENGLISH_WORDS:
        span = Span(longest.span.start, min(longest.span.end, longest.span.start + MOST))
        return Value("en", (Evidence(document_id, span, span.of(text), "small words"),), "by its small words")
    if stated is not None:
        code = stated.value.strip().replace("_", "-").split("-")[0].lower()
        return Value(code, (Evidence(document_id, None, stated.value, stated.source),), "the page says so")
    return Absent(Reason.NOT_STATED, "too little text to tell the language")
