"""metonymy: whether the name of a place stands for the place itself, in GeoWebNews.

DATA is a folder of brat files (N.ann beside N.txt), as GeoWebNews. Two classes over all toponyms: literal (Literal,
Literal_Modifier, Mixed, Coercion, Embedded_Literal) and associative (Metonymic, Non_Literal_Modifier, Embedded_Non_Lit,
Demonym, Language, Homonym), as in A Pragmatic Guide to Geoparsing Evaluation; macro_f1 is of these. metonymic_f1 and
narrow_macro_f1 are of the toponyms labelled just Literal or Metonymic. The gold spans are given; the product reads the
text around them.

The shipped weights were fitted to GeoWebNews: `python -m train usage --cross` has the scores of documents left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.clean import clean
from dragoman.errors import ReadError
from dragoman.models import Encoder
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.understand import understand
from dragoman.understand.heard import hear
from dragoman.understand.place_usage import Floats, Signals, Weights, literal_share, reading_of
from dragoman.understand.sentences import split_sentences
from evals.attribution_document import file_positions
from evals.metrics import Scored, counts_of, macro_f1, rounded

__all__ = ["Named", "TextRead", "read", "score", "scores_of", "texts_of"]

LITERAL = ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal")
ASSOCIATIVE = ("Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit", "Demonym", "Language", "Homonym")


@dataclass(frozen=True, slots=True)
class Named:
    """A toponym of a text: its span, and its label as annotated."""

    span: Span
    label: str

    @property
    def usage(self) -> str:
        """Its class: literal or associative."""
        return "literal" if self.label in LITERAL else "associative"


@dataclass(frozen=True, slots=True)
class TextRead:
    """A text as the product reads it, with the toponyms as spans of the document's text and the encoder's reading."""

    name: str
    text: str
    signals: Signals
    toponyms: tuple[Named, ...]
    readings: tuple[Floats | None, ...]


def score(folder: Path) -> Scored:
    """The scores by the shipped weights, and what is said of each toponym."""
    return scores_of([read(*found) for found in texts_of(folder)], lambda _: None)


def scores_of(texts: Sequence[TextRead], weights_of: Callable[[int], Weights | None]) -> Scored:
    """The scores of some texts, each by the weights of its number (None: the shipped ones)."""
    lines = []
    for number, text in enumerate(texts):
        weights = weights_of(number)
        for one, reading in zip(text.toponyms, text.readings, strict=True):
            share = literal_share(text.text, one.span, text.signals, reading, weights)
            said = "literal" if share >= 0.5 else "associative"
            lines.append({"document": text.name, "start": one.span.start, "end": one.span.end, "label": said})
    gold = [one for text in texts for one in text.toponyms]
    true, said_of = [one.usage for one in gold], [str(line["label"]) for line in lines]
    narrow = [(t, s) for one, t, s in zip(gold, true, said_of, strict=True) if one.label in ("Literal", "Metonymic")]
    narrow_true, narrow_said = [t for t, _ in narrow], [s for _, s in narrow]
    scores: dict[str, Any] = {
        "n": len(gold),
        "macro_f1": macro_f1(true, said_of),
        "literal_f1": counts_of(true, said_of, "literal").f1,
        "associative_f1": counts_of(true, said_of, "associative").f1,
        "narrow_n": len(narrow),
        "narrow_macro_f1": macro_f1(narrow_true, narrow_said),
        "metonymic_f1": counts_of(narrow_true, narrow_said, "associative").f1,
    }
    return rounded(scores), lines


def texts_of(folder: Path) -> Iterator[tuple[str, str, tuple[Named, ...]]]:
    """The name, text and toponyms of each annotated file, in order of the names."""
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_text("utf-8")
        yield path.stem, text, tuple(_toponyms(path.read_text("utf-8")))


def _toponyms(annotations: str) -> Iterator[Named]:
    """The annotated toponyms; expressions that are no names, and what the classes leave out, are passed over."""
    for line in annotations.splitlines():
        parts = line.split("\t")
        if not parts[0].startswith("T") or len(parts) < 2:
            continue
        label, *offsets = parts[1].replace(";", " ").split()
        if label in (*LITERAL, *ASSOCIATIVE):
            yield Named(Span(int(offsets[0]), int(offsets[-1])), label)


@cache
def read(name: str, text: str, toponyms: tuple[Named, ...]) -> TextRead:
    """A text as the product reads it. Where cleaning dropped a toponym's words, they are seen in the file's text."""
    unread = TextRead(name, text, Signals((), (), ()), toponyms, (None,) * len(toponyms))
    try:
        page = page_from_bytes(text.encode("utf-8"), name="article.txt")
    except ReadError:
        return unread
    document = clean(page)
    kept = {at: n for n, at in enumerate(file_positions(text, page.text))}
    spans = [document.to_page.from_origin(Span(kept[t.span.start], kept[t.span.end - 1] + 1)) for t in toponyms]
    moved = tuple(Named(span, one.label) for span, one in zip(spans, toponyms, strict=True) if span)
    if len(moved) < len(toponyms):
        return unread
    encoder = Encoder.load()
    heard = hear(encoder, document.text, split_sentences(document))
    readings = tuple(reading_of(heard, one.span) for one in moved)
    return TextRead(name, document.text, Signals.of(understand(document, encoder)), moved, readings)
